import { quoteColumn, quoteColumns, quoteName } from '../../model/quote.ts';
import type { Table } from '../../model/schema.ts';
import { type ColumnPlan, planColumns, type Value } from './column-plan.ts';
import type { Filling } from './filling.ts';
import type { FilledTable } from './options.ts';
import { hashOf, type Random, seededRandom } from './random.ts';
import { type Draft, findReferences, findReferencesToItself, type Reference, refer } from './refer.ts';
import { type RowRefusal, readRefusal } from './refusal.ts';
import { attempt } from './savepoint.ts';

/** How often a row is changed and tried again. */
const ATTEMPTS = 60;
/** After so many rows in turn that found no way in, the table has what it can have. */
const FAILURES = 3;

/** Puts rows into one table. What a row must be is for the database to say: it is asked with every row. */
export async function fillTable(filling: Filling, table: Table): Promise<FilledTable> {
  const { execute, schema, options } = filling;
  const random = seededRandom(options.seed ^ hashOf(table.name));
  const plans = planColumns(schema, table, options);
  const [counted] = await execute(`select count(*) as "count" from ${quoteName(table.name)}`);
  const references = await findReferences(filling, table);
  const next = Number(counted?.count ?? 0) + 1;
  const offset = random.below(1000);
  const maker: RowMaker = { filling, table, plans, references, random, offset, next, hopeless: new Map() };
  let rows = 0;
  let failures = 0;
  let reason: string | undefined;
  for (let at = 0; at < options.rowsPerTable && failures < FAILURES; at++) {
    reason = await insertRow(maker, at);
    rows += reason === undefined ? 1 : 0;
    failures = reason === undefined ? 0 : failures + 1;
  }
  return { table: table.name, rows, ...(rows === 0 && reason !== undefined && { reason }) };
}

interface RowMaker {
  filling: Filling;
  table: Table;
  plans: readonly ColumnPlan[];
  references: readonly Reference[];
  random: Random;
  /** Where in the values of its columns the first row begins. */
  offset: number;
  /** The number of the next plain value. */
  next: number;
  /** By column, the values that no row may have, whatever stands beside them. */
  hopeless: Map<string, Set<Value>>;
}

/** Inserts the row number `at`, changing it until the database takes it. Gives the reason where it takes none. */
async function insertRow(maker: RowMaker, at: number): Promise<string | undefined> {
  const { filling, table, plans, random } = maker;
  const { execute, promises } = filling;
  const references = await findReferencesToItself(filling, table, maker.references);
  const draft: Draft = new Map();
  for (const [index, plan] of plans.entries()) {
    if (!plan.leftOut) {
      // One row with as little as possible; the others go along the edges, from another one every time.
      const isLeast = at === 0 && plan.nullable && filling.options.profile === 'edge';
      draft.set(plan.column.name, isLeast ? 'null' : firstValue(plan, maker.offset + at + index, maker));
    }
  }
  const promised = promises.next(table.name);
  const fixed = new Set<string>();
  for (const reference of references) {
    const reason = await refer(filling, table, reference, { draft, plans, fixed, random }, at);
    if (reason !== undefined) {
      return reason;
    }
  }
  let refusal: RowRefusal | undefined;
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    promised?.values.forEach((value, column) => {
      draft.set(column, value);
    });
    const sql = insertStatement(table, draft);
    const failed = await attempt(execute, 'generated_row', () => execute(sql));
    if (failed === undefined) {
      if (promised !== undefined) {
        promises.keep(promised);
      }
      return undefined;
    }
    refusal = readRefusal(failed.error, sql, table);
    await change(maker, draft, references, refusal);
  }
  return `No row was taken in ${ATTEMPTS} attempts; the last refusal: ${refusal?.message ?? 'none'}.`;
}

function firstValue(plan: ColumnPlan, at: number, maker: RowMaker): Value {
  const values = hopeful(plan, plan.values, maker);
  return values.length > 0 ? values[at % values.length] : plan.fresh(maker.next + at - maker.offset);
}

/** The values that were not refused for what they are. */
function hopeful<T extends Value>(
  { column }: ColumnPlan,
  values: readonly T[],
  { hopeless }: RowMaker,
): readonly T[] {
  const refused = hopeless.get(column.name);
  return refused === undefined ? values : values.filter((value) => !refused.has(value));
}

/** Puts other values where the refusal points, or everywhere where it does not say. */
async function change(
  maker: RowMaker,
  draft: Draft,
  references: readonly Reference[],
  { columns, isByValue }: RowRefusal,
): Promise<void> {
  const { filling, table, plans, random } = maker;
  const isMeant = (column: string) => columns.size === 0 || columns.has(column);
  const [only] = columns.size === 1 && isByValue ? columns : [];
  if (only !== undefined) {
    maker.hopeless.set(only, (maker.hopeless.get(only) ?? new Set()).add(draft.get(only)));
  }
  for (const plan of plans.filter(({ column }) => draft.has(column.name) && isMeant(column.name))) {
    draft.set(plan.column.name, otherValue(plan, maker));
  }
  const fixed = new Set<string>();
  for (const reference of references) {
    // What was promised stays: the row that gets the key is waited for.
    const canChange = reference.keys.length > 0 || reference.key.referencedTable === table.name;
    if (canChange && reference.key.columns.some(isMeant)) {
      await refer(filling, table, reference, { draft, plans, fixed, random });
    }
    reference.key.columns.forEach((column) => {
      fixed.add(column);
    });
  }
}

function otherValue(plan: ColumnPlan, maker: RowMaker): Value {
  const { random, filling } = maker;
  const from = hopeful(plan, [plan.hints, plan.values, []][random.below(4)] ?? [], maker);
  return from.length > 0 ? random.pick(from) : plan.fresh(maker.next++ + filling.options.rowsPerTable);
}

function insertStatement(table: Table, draft: Draft): string {
  const given = [...draft].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const into = `insert into ${quoteName(table.name)}`;
  return given.length === 0
    ? `${into} default values`
    : `${into} ${quoteColumns(given.map(([column]) => column))} values (${given.map(([, value]) => value).join(', ')})`;
}

/** The columns of `table` as SQL, where an update sets them. */
export function assignments(columns: readonly string[], values: readonly string[]): string {
  return columns.map((column, index) => `${quoteColumn(column)} = ${values[index] ?? 'null'}`).join(', ');
}
