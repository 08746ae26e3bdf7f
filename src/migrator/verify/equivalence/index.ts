import { isEqual } from '../../model/equal.ts';
import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Schema, Table } from '../../model/schema.ts';
import type { Execute } from '../../run/execute.ts';
import { compareChecks } from './compare-checks.ts';
import { compareColumns } from './compare-columns.ts';
import { compareIndexes } from './compare-indexes.ts';
import { compareKeys } from './compare-keys.ts';
import { withPostgresqlJudge } from './postgresql-judge.ts';
import { isAlone } from './table-pair.ts';

/**
 * Compares the schemas of the two databases under the declared map of types (`type-map.ts`).
 *
 * Compared are tables; columns with type, nullability, default, generated value, growing keys; primary and foreign
 * keys; indexes; checks; views and triggers by name. Not compared: the order of columns, comments, collations, what
 * only PostgreSQL has of indexes, queries of views, bodies of triggers.
 *
 * @param sqlite As `readLive` reads it, or as a model.
 * @param postgresql Likewise.
 * @param postgresqlExecute Runs inside a transaction on a PostgreSQL, which is left as it was: it says whether two
 *   expressions mean the same. Without it they are compared by the columns and values in them.
 * @returns What differs, one sentence each; empty where the two are equivalent.
 */
export type DescribeInequivalences = (
  sqlite: Schema,
  postgresql: Schema,
  postgresqlExecute?: Execute,
) => Promise<string[]>;

/** Compares once. */
export const describeInequivalences: DescribeInequivalences = (...schemas) =>
  rememberInequivalences()(...schemas);

/** The same, for many schemas of which most tables are alike: what was said of a pair of tables is not asked again. */
export function rememberInequivalences(): DescribeInequivalences {
  const known = new Map<string, string[]>();
  return async (sqlite, postgresql, execute) => {
    const sentences = compareNames('Table', sqlite.tables, postgresql.tables);
    for (const table of sqlite.tables) {
      const other = postgresql.tables.find(({ name }) => withoutSchema(name) === table.name);
      if (other === undefined) {
        continue;
      }
      const key = JSON.stringify([table, other, postgresql.enums, execute !== undefined]);
      const said = known.get(key) ?? (await compareTables(table, other, postgresql, execute));
      known.set(key, said);
      sentences.push(...said);
    }
    return [...sentences, ...compareNames('View', sqlite.views, postgresql.views)];
  };
}

async function compareTables(
  sqlite: Table,
  postgresql: Table,
  { enums }: Schema,
  execute: Execute | undefined,
): Promise<string[]> {
  const compare = async (judge: Parameters<Parameters<typeof withPostgresqlJudge>[3]>[0]) => {
    const tables = { sqlite, postgresql, enums, judge };
    return [
      ...(await compareColumns(tables)),
      ...compareKeys(tables),
      ...(await compareIndexes(tables)),
      ...(await compareChecks(tables)),
      ...compareTriggers(sqlite, postgresql),
    ];
  };
  return execute === undefined
    ? compare(undefined)
    : withPostgresqlJudge(execute, postgresql, enums, compare);
}

interface Named {
  name: string;
}

function compareNames(kind: string, sqlite: readonly Named[], postgresql: readonly Named[]): string[] {
  const [left, right] = [sqlite, postgresql].map((list) => list.map(({ name }) => withoutSchema(name)));
  return [
    ...(left ?? [])
      .filter((name) => !right?.includes(name))
      .map((name) => isAlone(`${kind} ${quoteName(name)}`, 'SQLite')),
    ...(right ?? [])
      .filter((name) => !left?.includes(name))
      .map((name) => isAlone(`${kind} ${quoteName(name)}`, 'PostgreSQL')),
  ];
}

/** SQLite needs a trigger for every event, and the event stands behind the name that PostgreSQL's one has. */
function compareTriggers(sqlite: Table, postgresql: Table): string[] {
  const event = /_(insert|update|delete)$/i;
  const [left, right] = [sqlite, postgresql].map(({ triggers }) => triggers.map(({ name }) => name));
  const has = (names: readonly string[] | undefined, name: string) =>
    names?.some(
      (other) => other === name || other.replace(event, '') === name || other === name.replace(event, ''),
    );
  const subject = (name: string) => `Trigger ${quoteColumn(name)} on ${quoteName(postgresql.name)}`;
  return isEqual(left, right)
    ? []
    : [
        ...(left ?? []).filter((name) => !has(right, name)).map((name) => isAlone(subject(name), 'SQLite')),
        ...(right ?? [])
          .filter((name) => !has(left, name))
          .map((name) => isAlone(subject(name), 'PostgreSQL')),
      ];
}

function withoutSchema(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
