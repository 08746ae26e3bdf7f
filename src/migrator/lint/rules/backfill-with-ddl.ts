import { isSchemaChange } from '../actions/action.ts';
import type { Draft } from '../finding.ts';
import type { LintedDirection } from '../migration.ts';
import type { Rule } from '../rule.ts';

/**
 * Many rows changed at once, or beside a change of the schema: the locks of both are held until all of it is done
 * (PostgreSQL manual, "Explicit Locking": a lock is held till the end of the transaction).
 */
export const backfillWithDdl: Rule = {
  name: 'backfill-with-ddl',
  *checkDirection(direction) {
    if (direction.direction === 'up') {
      yield* findBackfills(direction);
    }
  },
};

function* findBackfills({ statements = [] }: LintedDirection): Iterable<Draft> {
  const hasDdl = statements.some(({ actions }) => actions.some(isSchemaChange));
  for (const { actions, line, created } of statements) {
    for (const action of actions) {
      if ((action.kind !== 'update' && action.kind !== 'delete') || created.has(action.table)) {
        continue;
      }
      const { kind, table, everyRow } = action;
      if (!everyRow && !hasDdl) {
        continue;
      }
      const what = kind === 'update' ? 'Updates' : 'Deletes';
      yield {
        line,
        reason: hasDdl
          ? `${what} ${everyRow ? 'every row' : 'rows'} of "${table}" in the migration that changes the schema: the locks of the change are held until the last row is done.`
          : `${what} every row of "${table}" at once: each stays locked until the last one is done, and replicas fall behind.`,
        alternative:
          kind === 'update'
            ? `A migration of its own outside a transaction (override isTransactional() { return false; }) with this.backfill({ table: '${table}', set: { … }, where: … }): batch by batch, each committed by itself.`
            : hasDdl
              ? 'A migration of its own, before or after that of the schema.'
              : `Say which rows (where …), a bounded number in each migration; or truncate "${table}", where all of it is meant to go.`,
        link: 'https://www.postgresql.org/docs/current/explicit-locking.html',
        subject: `${kind} ${table}`,
      };
    }
  }
}
