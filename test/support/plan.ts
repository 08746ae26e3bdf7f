import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from '../../src/database/dialect.ts';

/** How a statement reads the tables that matter. */
export interface Plan {
  /** A line for each read of one of them. */
  reads: string[];
  /** How often rows of a table are sorted; that the pages that were found in order are merged does not count. */
  sorts: number;
}

/** How the database would run `statement` on large tables; `tables` is a pattern of their names. */
export function planOf(em: SqlEntityManager, statement: string, tables = 'todos'): Promise<Plan> {
  return dialectOf(em) === 'sqlite'
    ? planInSqlite(em, statement, tables)
    : planInPostgresql(em, statement, tables);
}

async function planInSqlite(em: SqlEntityManager, statement: string, tables: string): Promise<Plan> {
  const steps = await em.execute<{ detail: string; parent: number }[]>(`explain query plan ${statement}`);
  const reads = steps.filter(({ detail }) => new RegExp(`^(SCAN|SEARCH) (${tables})\\b`).test(detail));
  // What is sorted is what the other steps under the same parent read: parts of a page, or the table.
  const sorted = steps.filter(({ detail }) => detail.includes('TEMP B-TREE')).map(({ parent }) => parent);
  return {
    reads: reads.map(({ detail }) => detail),
    sorts: reads.filter(({ parent }) => sorted.includes(parent)).length,
  };
}

/** Few rows are quicker to read and to sort than to seek: only what has to be is to be sorted or read whole. */
const FOR_LARGE_TABLES = [
  'seqscan',
  'bitmapscan',
  'sort',
  'incremental_sort',
  'hashjoin',
  'mergejoin',
  'material',
];

function planInPostgresql(em: SqlEntityManager, statement: string, tables: string): Promise<Plan> {
  return em.transactional(async (transaction) => {
    for (const way of FOR_LARGE_TABLES) {
      await transaction.execute(`set local enable_${way} = off`);
    }
    const rows = await transaction.execute<{ 'QUERY PLAN': string }[]>(
      `explain (generic_plan, costs off) ${statement}`,
    );
    const lines = rows.map((row) => row['QUERY PLAN']);
    // What is sorted below a limit is the table; above it, at most a page of each part.
    const belowLimit = lines.filter((_line, index) => /\bLimit$/.test(lines[index - 1] ?? ''));
    return {
      reads: lines.filter((line) => new RegExp(`\\bon (${tables})\\b`).test(line)),
      sorts: belowLimit.filter((line) => line.includes('Sort')).length,
    };
  });
}
