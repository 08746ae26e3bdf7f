import { DIALECT_NAMES } from '../../project.ts';
import type { Rule } from '../rule.ts';

const MANUALS = {
  sqlite: 'https://www.sqlite.org/lang.html',
  postgresql: 'https://www.postgresql.org/docs/current/sql-commands.html',
};

/**
 * A statement that its database cannot read: PostgreSQL by its own parser, SQLite by its own `explain`, a clause of
 * `rebuildSqlite` by the migrator.
 */
export const syntaxError: Rule = {
  name: 'syntax-error',
  checkDirection: ({ unreadable, dialect }) =>
    unreadable.map(({ line, message }) => ({
      line,
      reason: `${DIALECT_NAMES[dialect]} cannot read this: ${message.replaceAll(/\s*\n\s*/g, ' ')}`,
      alternative:
        'Mend the statement. What one database lacks is written for the other alone, with this.sqlite(…) or this.postgresql(…).',
      link: MANUALS[dialect],
    })),
};
