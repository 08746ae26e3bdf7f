import { DIALECTS } from '../../model/schema.ts';
import { DIALECT_NAMES } from '../../project.ts';
import { isSchemaChange } from '../actions/action.ts';
import type { Draft } from '../finding.ts';
import { type LintedMigration, statementsOf } from '../migration.ts';
import type { Rule } from '../rule.ts';

const LINK = 'https://mikro-orm.io/docs/migrations#migration-class';
const ALTERNATIVE =
  'Write a down() that takes back what up() does, and declare with this.loses(…) what it cannot bring back.';

/** A migration that cannot be taken back, or only on one database (the migrator's own promise: "Down is real"). */
export const downMissing: Rule = {
  name: 'down-missing',
  *checkMigration(migration) {
    if (!migration.hasDown) {
      yield {
        line: migration.source.classLine,
        reason: `${migration.name} has no down(): once it is applied, there is no way back.`,
        alternative: ALTERNATIVE,
        link: LINK,
      };
      return;
    }
    yield* findIdleDowns(migration);
  },
};

function* findIdleDowns(migration: LintedMigration): Iterable<Draft> {
  for (const dialect of DIALECTS) {
    const down = migration.directions.find((one) => one.direction === 'down' && one.dialect === dialect);
    const changes = statementsOf(migration, 'up', dialect).some(({ actions }) =>
      actions.some(isSchemaChange),
    );
    // Values that up() filled in may stay: whatever was there before is not known any more.
    if (changes && down?.statements?.length === 0) {
      yield {
        line: down.line,
        reason: `up() changes the schema on ${DIALECT_NAMES[dialect]}, and down() does nothing there: it takes nothing back.`,
        alternative: ALTERNATIVE,
        link: LINK,
        subject: 'idle',
      };
    }
  }
}
