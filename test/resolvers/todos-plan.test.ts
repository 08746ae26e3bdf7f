import { beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { replaceTodos, sampleTodo } from '../support/todos.ts';

const FIELDS = ['CREATED_AT', 'DUE_DATE', 'PRIORITY', 'TITLE'];
const CASES = FIELDS.flatMap((field) => ['ASC', 'DESC'].map((direction) => [field, direction]));

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [TodoOrder!]) {
  todos(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    nodes { title }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

describeDatabases('the plan of a page of todos', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(database);
    await replaceTodos(api.em, fc.sample(sampleTodo, 100));
    await api.em.execute('analyze');
  });

  /** How the table is read, and how often more than a page is sorted. */
  const explain = async (statement: string): Promise<{ reads: string[]; sorts: number }> => {
    if (database.dialect === 'sqlite') {
      const steps = await api.em.execute<{ detail: string; parent: number }[]>(
        `explain query plan ${statement}`,
      );
      const reads = steps.filter(({ detail }) => / todos\b/.test(detail));
      // What is sorted is what the other steps under the same parent read: parts of a page, or the table.
      const sorted = steps.filter(({ detail }) => detail.includes('TEMP B-TREE')).map(({ parent }) => parent);
      return {
        reads: reads.map(({ detail }) => detail),
        sorts: reads.filter(({ parent }) => sorted.includes(parent)).length,
      };
    }
    return api.em.transactional(async (transaction) => {
      // Few rows are quicker to sort than to seek: only what has to be is to be sorted.
      for (const setting of [
        'enable_seqscan',
        'enable_bitmapscan',
        'enable_sort',
        'enable_incremental_sort',
      ]) {
        await transaction.execute(`set local ${setting} = off`);
      }
      const rows = await transaction.execute<{ 'QUERY PLAN': string }[]>(
        `explain (generic_plan, costs off) ${statement}`,
      );
      const lines = rows.map((row) => row['QUERY PLAN']);
      // What is sorted below a limit is the table; above it, at most a page of each part.
      const belowLimit = lines.filter((_line, index) => /\bLimit$/.test(lines[index - 1] ?? ''));
      return {
        reads: lines.filter((line) => /\bon todos\b/.test(line)),
        sorts: belowLimit.filter((line) => line.includes('Sort')).length,
      };
    });
  };

  test.each(CASES)('%s %s: every part of it seeks in the index of the order', async (field, direction) => {
    const orderBy = { field, direction };
    const { todos } = await api.data(PAGE, { first: 50, orderBy });
    const { endCursor } = todos.pageInfo;
    for (const page of [
      { first: 10 },
      { last: 10 },
      { first: 10, after: endCursor },
      { last: 10, before: endCursor },
    ]) {
      api.statements.length = 0;
      await api.data(PAGE, { ...page, orderBy });
      const { reads, sorts } = await explain(api.statements[0] ?? '');
      expect(reads.length).toBeGreaterThan(0);
      // What has no date is in the order of the ids, too: the primary key may serve it.
      const name = field === 'TITLE' ? 'ix_todos_title_order' : `ix_todos_${field.toLowerCase()}_id`;
      const index = new RegExp(
        `using .*\\b(${name}${field === 'DUE_DATE' ? '|pk_todos|sqlite_autoindex' : ''})`,
        'i',
      );
      expect(reads.filter((step) => !index.test(step))).toEqual([]);
      expect(sorts).toBe(0);
    }
  });
});
