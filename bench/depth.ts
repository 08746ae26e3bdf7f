/**
 * `npm run bench:depth`: what a page of todos costs at depth 900,000 of 1,000,000, as a multiple of what the first page
 * costs; in every order and direction, on both databases. Medians of requests in turn, in the process.
 */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { onBothDatabases } from '../processes/both-databases.ts';
import { dialectOf } from '../src/database/dialect.ts';
import type { Orm } from '../src/database/orm.ts';
import { ordered, run } from '../src/database/sql.ts';
import { sql } from '../src/database/sql-template.ts';
import { LOCAL_VIEWER } from '../src/domain/viewer.ts';
import { resolvers, typeDefs } from '../src/resolvers/index.ts';
import { rowMapFor } from '../src/resolvers/reading/things.ts';
import { todoOrder } from '../src/resolvers/todos/todo-order.ts';
import type { TodoOrder } from '../src/resolvers/types.generated.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const DEPTH = ROWS * 0.9;
const TIMES = 101;
const TARGET = 2;

const FIELDS = [
  'POSITION',
  'CREATED_AT',
  'UPDATED_AT',
  'COMPLETED_AT',
  'DUE_DATE',
  'PRIORITY',
  'TITLE',
] as const;
const PAGE = `query ($after: String, $orderBy: [TodoOrder!]) {
  todos(first: 20, after: $after, orderBy: $orderBy) {
    nodes { id title description isDone dueDate priority createdAt }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;
const schema = makeExecutableSchema({ typeDefs, resolvers });

const table: Record<string, unknown>[] = [];
await onBothDatabases(measureAll, ['shared_buffers=512MB', 'max_wal_size=4GB']);
console.table(table);

async function measureAll(orm: Orm, database: string): Promise<void> {
  console.error(`${database}: filling ${ROWS.toLocaleString('en')} todos`);
  await fill(orm);
  for (const field of FIELDS) {
    for (const direction of ['ASC', 'DESC'] as const) {
      const { first, deep } = await measure(orm, { field, direction });
      table.push({
        database,
        order: `${field} ${direction}`,
        'first page, ms': Number(first.toFixed(2)),
        'deep page, ms': Number(deep.toFixed(2)),
        ratio: Number((deep / first).toFixed(2)),
        'at most': TARGET,
        met: deep <= TARGET * first ? 'yes' : 'NO',
      });
    }
  }
}

/** Todos of which some have no date and some are open, in no order that follows their ids. */
async function fill({ em }: Orm): Promise<void> {
  const isSqlite = dialectOf(em) === 'sqlite';
  const [numbers, id, day, moment] = isSqlite
    ? [
        `(with recursive "numbers"("n") as (select 0 union all select "n" + 1 from "numbers" where "n" < ${ROWS - 1}) select * from "numbers")`,
        `printf('%08x-0000-7000-8000-%012x', "n" / 7, "n")`,
        `date('2020-01-01', ("n" % 4000) || ' days')`,
        `1700000000000 + ("n" * 7919 % ${ROWS}) * 1000`,
      ]
    : [
        `generate_series(0, ${ROWS - 1}) as "numbers"("n")`,
        `(lpad(to_hex("n" / 7), 8, '0') || '-0000-7000-8000-' || lpad(to_hex("n"), 12, '0'))::uuid`,
        `date '2020-01-01' + "n" % 4000`,
        `to_timestamp(1700000000 + ("n"::bigint * 7919 % ${ROWS}))`,
      ];
  await em.execute(`insert into "todos"
      ("id", "owner_id", "title", "description", "due_date", "priority", "position", "completed_at", "created_at", "updated_at")
    select ${id}, 'local', 'Todo ' || ("n" % 100000), 'Some words on how to go about it',
      case when "n" % 4 > 0 then ${day} end, 10 * (1 + "n" % 4), 'A' || ("n" + 10000000),
      case when "n" % 5 > 0 then ${moment} end, ${moment}, ${moment}
    from ${numbers}`);
  await em.execute(isSqlite ? 'analyze' : 'vacuum (analyze) "todos"');
}

/** The median times of the first page and of the one at the depth, in milliseconds. */
async function measure({ em }: Orm, key: TodoOrder): Promise<{ first: number; deep: number }> {
  const orderBy = [key];
  const after = await cursorAt(em, orderBy);
  const times: { first: number[]; deep: number[] } = { first: [], deep: [] };
  for (let n = 0; n < TIMES; n++) {
    times.first.push(await timed(em, { orderBy }));
    times.deep.push(await timed(em, { orderBy, after }));
  }
  return { first: median(times.first), deep: median(times.deep) };
}

async function cursorAt(em: Orm['em'], orderBy: TodoOrder[]): Promise<string> {
  const rowMap = rowMapFor(em, 'Todo');
  const order = todoOrder(orderBy);
  const terms = order.keys.map(({ property, descending }) => {
    const column = rowMap.column(property);
    return sql`${ordered(column, dialectOf(em))} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`;
  });
  const properties = order.keys.map(({ property }) => property);
  const columns = properties.map(
    (property) => sql`${sql.ref(rowMap.column(property).name)} as ${sql.ref(property)}`,
  );
  const rows = await run(
    em,
    sql`select ${sql.join(columns)} from "todos" order by ${sql.join(terms)} limit 1 offset ${DEPTH}`,
  );
  const [row] = rowMap.read(rows, properties);
  if (row === undefined) {
    throw new RangeError(`There are fewer than ${DEPTH} todos.`);
  }
  return order.cursorOf(row);
}

async function timed(em: Orm['em'], variableValues: Record<string, unknown>): Promise<number> {
  const contextValue = { em, viewer: LOCAL_VIEWER, requestId: 'bench' };
  const began = performance.now();
  const { errors } = await graphql({ schema, source: PAGE, variableValues, contextValue });
  if (errors !== undefined) {
    throw errors[0] ?? new Error('The page was not read.');
  }
  return performance.now() - began;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
