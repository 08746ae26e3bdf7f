import { findLosses } from '../actions/losses.ts';
import type { Rule } from '../rule.ts';
import { covers } from './undeclared-loss.ts';

/** Declares a loss that neither database has: whoever reads it is alarmed for nothing, and a later loss goes unseen. */
export const needlessLossDeclaration: Rule = {
  name: 'needless-loss-declaration',
  *checkMigration({ directions }) {
    for (const method of ['up', 'down'] as const) {
      const both = directions.filter(({ direction }) => direction === method);
      const statements = both.map((direction) => direction.statements);
      if (statements.some((list) => list === undefined || list.some(mayLoseUnseen))) {
        continue;
      }
      const found = statements.flatMap((list) => findLosses(list ?? []));
      for (const loss of both[0]?.losses ?? []) {
        if (!found.some((one) => covers(loss, one))) {
          yield {
            line: loss.line,
            reason: `${method}() declares a loss of "${loss.table}"${loss.column === undefined ? '' : `."${loss.column}"`} that no statement of it brings.`,
            alternative: 'Take the declaration out: an undeclared loss is refused, and that is wanted here.',
            link: 'src/migrator/README.md#what-a-migration-says',
          };
        }
      }
    }
  },
};

/** Code, and a cascade of `delete` or `drop`, may lose what its text does not name. */
function mayLoseUnseen({ actions, sql }: { actions: readonly { kind: string }[]; sql: string }): boolean {
  return (
    /\bcascade\b/i.test(sql) ||
    actions.some(({ kind }) => ['code', 'delete', 'truncate', 'drop'].includes(kind))
  );
}
