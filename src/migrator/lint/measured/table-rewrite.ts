import type { MeasuredRule } from './measured-rule.ts';

/** A table that was there is written anew, and nobody reads or writes it meanwhile (PostgreSQL manual, "ALTER TABLE", Notes). */
export const tableRewrite: MeasuredRule = {
  name: 'table-rewrite',
  check({ rewrites }) {
    const tables = rewrites.map((table) => `"${table}"`).join(', ');
    return rewrites.length === 0
      ? undefined
      : {
          reason: `Measured: PostgreSQL writes ${tables} anew, row by row, and holds it in ACCESS EXCLUSIVE: reads and writes wait until it is done.`,
          alternative:
            'Add a new column, write both, fill it with this.backfill(…), read the new one, drop the old one: each deployed by itself. A default that is a constant, a longer varchar and numeric rewrite nothing.',
          link: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
        };
  },
};
