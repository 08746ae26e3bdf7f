import type { Dialect } from '../../model/schema.ts';
import { DIALECT_NAMES } from '../../project.ts';
import type { Action } from '../actions/action.ts';
import type { Draft } from '../finding.ts';
import { type LintedMigration, statementsOf } from '../migration.ts';
import type { Rule } from '../rule.ts';

const LINK = 'src/migrator/README.md#what-a-migration-says';

/** The two databases do not end up alike (the migrator's own promise: "Both databases end up equal"). From a rehearsal, and from what is not there. */
export const dialectsDiffer: Rule = {
  name: 'dialects-differ',
  needsRehearsal: true,
  *checkMigration(migration) {
    if (!migration.isDual) {
      return;
    }
    yield* describeDifferences(migration);
    for (const direction of ['up', 'down'] as const) {
      yield* findOneSided(migration, direction, 'sqlite', 'postgresql');
      yield* findOneSided(migration, direction, 'postgresql', 'sqlite');
    }
  },
};

function* describeDifferences({ differences, directions, source }: LintedMigration): Iterable<Draft> {
  if (differences.length > 0) {
    yield {
      line: directions.find(({ direction }) => direction === 'up')?.line ?? source.classLine,
      reason: `Tried on both: after up() the two databases are no longer alike. ${differences.join(' ')}`,
      alternative: 'Write for each database what makes it equal to the other (this.sqlite, this.postgresql).',
      link: LINK,
    };
  }
}

function* findOneSided(
  migration: LintedMigration,
  direction: 'up' | 'down',
  dialect: Dialect,
  other: Dialect,
): Iterable<Draft> {
  const statements = statementsOf(migration, direction, dialect);
  const counterpart = migration.directions.find(
    (one) => one.direction === direction && one.dialect === other,
  );
  const alone = migration.onlyOn[dialect] ?? [];
  const isMeant = (action: Action) => 'table' in action && alone.includes(action.table);
  const first = statements.find(({ actions }) =>
    actions.some((action) => isForBoth(action) && !isMeant(action)),
  );
  if (first !== undefined && counterpart?.statements?.length === 0 && counterpart.unreadable.length === 0) {
    yield {
      line: first.line,
      reason: `${direction}() changes ${DIALECT_NAMES[dialect]}, and does nothing on ${DIALECT_NAMES[other]}.`,
      alternative: `Write the same change for ${DIALECT_NAMES[other]}: this.addSql(…) where the statement is the same, else this.${other}(…).`,
      link: LINK,
      subject: direction,
    };
  }
}

/**
 * Whether it is a change that both databases have. Types, comments and extensions are PostgreSQL's alone, and an
 * `alter column` may be nothing on SQLite, where `smallint` and `integer` are one.
 */
function isForBoth(action: Action): boolean {
  switch (action.kind) {
    case 'create':
    case 'drop':
      return ['index', 'view'].includes(action.object);
    case 'alter table':
      return action.adds === 'constraint';
    // Its dialect is an argument of its own: it is meant.
    case 'backfill':
    case 'code':
      return false;
    default:
      return !action.table.startsWith('sqlite_');
  }
}
