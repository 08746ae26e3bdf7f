/**
 * `npm run bench:search`: what a search takes among one's own hundred todos, for a word that others have written a
 * million times, as a multiple of what it takes for a word that nobody else has; on both databases. Medians of searches in
 * turn, in the process.
 */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { onBothDatabases } from '../processes/both-databases.ts';
import { dialectOf } from '../src/database/dialect.ts';
import type { Orm } from '../src/database/orm.ts';
import { resolvers, typeDefs } from '../src/resolvers/index.ts';

const OTHERS = Number(process.argv[2] ?? 1_000_000);
const OWN = 100;
const TIMES = 101;
const TARGET = 2;
/** What is typed: others have the first word, nobody else the second. */
const SEARCHES = [
  ['m', 'h'],
  ['mil', 'hon'],
  ['milk', 'hone'],
  ['choco', 'wafer'],
  ['chocolat', 'wafers'],
  ['milk choc', 'honey wafe'],
  // Longer than what SQLite's index has the beginnings of.
  ['chocolate', 'gingerbread'],
] as const;
const SEARCH =
  'query ($text: String!) { searchTodos(text: $text, first: 20) { totalCount nodes { id title } } }';
const ME = { id: 'me' };
const schema = makeExecutableSchema({ typeDefs, resolvers });

const table: Record<string, unknown>[] = [];
await onBothDatabases(measureAll, ['shared_buffers=512MB', 'max_wal_size=4GB']);
console.table(table);

async function measureAll(orm: Orm, database: string): Promise<void> {
  console.error(`${database}: filling ${OTHERS.toLocaleString('en')} todos`);
  await fill(orm);
  for (const [common, rare] of SEARCHES) {
    const times: { common: number[]; rare: number[] } = { common: [], rare: [] };
    for (let n = 0; n < TIMES; n++) {
      times.common.push(await timed(orm.em, common));
      times.rare.push(await timed(orm.em, rare));
    }
    const ratio = median(times.common) / median(times.rare);
    table.push({
      database,
      'others have': common,
      ms: Number(median(times.common).toFixed(2)),
      'nobody else has': rare,
      'its ms': Number(median(times.rare).toFixed(2)),
      ratio: Number(ratio.toFixed(2)),
      'at most': TARGET,
      met: ratio <= TARGET ? 'yes' : 'NO',
    });
  }
}

/** Everybody has milk chocolate; only one has honey wafers, too. */
async function fill({ em }: Orm): Promise<void> {
  const isSqlite = dialectOf(em) === 'sqlite';
  const all = OTHERS + OWN;
  const [numbers, id] = isSqlite
    ? [
        `(with recursive "numbers"("n") as (select 0 union all select "n" + 1 from "numbers" where "n" < ${all - 1}) select * from "numbers")`,
        `printf('%08x-0000-7000-8000-%012x', "n", "n")`,
      ]
    : [
        `generate_series(0, ${all - 1}) as "numbers"("n")`,
        `(lpad(to_hex("n"), 8, '0') || '-0000-7000-8000-' || lpad(to_hex("n"), 12, '0'))::uuid`,
      ];
  await em.execute(`insert into "todos" ("id", "owner_id", "title", "position")
    select ${id}, case when "n" < ${OWN} then 'me' else 'other ' || ("n" % 1000) end,
      case when "n" < ${OWN} and "n" % 2 = 0 then 'Honey wafers, gingerbread ' else 'Milk chocolate ' end || "n",
      'A' || ("n" + 10000000)
    from ${numbers}`);
  await em.execute(isSqlite ? 'analyze' : 'vacuum (analyze) "todos"');
}

async function timed(em: Orm['em'], text: string): Promise<number> {
  const began = performance.now();
  const contextValue = { em, viewer: ME };
  const { data, errors } = await graphql({ schema, source: SEARCH, variableValues: { text }, contextValue });
  const took = performance.now() - began;
  const found = data?.searchTodos as { totalCount: number } | undefined;
  if (found?.totalCount !== OWN / 2) {
    throw new Error(`The search for ${text} found something else: ${JSON.stringify({ data, errors })}`);
  }
  return took;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
