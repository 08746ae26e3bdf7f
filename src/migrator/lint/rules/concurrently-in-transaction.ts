import { standsAlone } from '../../dialects/postgresql/concurrently.ts';
import type { Rule } from '../rule.ts';

/**
 * What PostgreSQL refuses inside a transaction, in a migration that is one (manual, "CREATE INDEX", "Building Indexes
 * Concurrently", and the pages of `drop index`, `reindex`, `vacuum`). Squawk knows only the first, and not alone.
 */
export const concurrentlyInTransaction: Rule = {
  name: 'concurrently-in-transaction',
  checkDirection: ({ dialect, transactional, statements = [] }) =>
    dialect === 'postgresql' && transactional
      ? statements
          .filter(({ step, sql }) => step.kind === 'sql' && standsAlone(sql))
          .map(({ line }) => ({
            line,
            reason:
              'PostgreSQL refuses this inside a transaction, and this migration is one: migration:up fails.',
            alternative:
              'A migration of its own with override isTransactional() { return false; }: a run that is interrupted there is continued by the next one.',
            link: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
          }))
      : [],
};
