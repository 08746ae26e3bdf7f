import { tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import { isEnclosed } from '../../model/parentheses.ts';
import { quoteColumn, quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { correlationName, type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';
import { countRows, type Refusal } from '../refusal.ts';
import { type Found, searchRows } from '../rows/search.ts';
import { inSavepoint } from './probe.ts';

const INTEGER_RANGES: Record<string, string> = {
  smallint: '-32768 and 32767',
  integer: '-2147483648 and 2147483647',
};

/** Rows whose value a change of a column's type cannot convert. */
export async function findUnconvertible(
  probe: Probe,
  execute: Execute,
  demand: DemandOf<'type'>,
  verdict: 'convert' | 'fit',
): Promise<Refusal | undefined> {
  const { table, column, type } = demand;
  const name = quoteColumn(column);
  const condition = await readableCondition(probe, demand);
  const written = condition === undefined ? undefined : { table, show: [name], condition };
  const found =
    (written === undefined ? undefined : await searchRows(probe, written)) ??
    (await searchByTrying(probe, execute, demand));
  if (found === undefined) {
    return undefined;
  }
  const verb = found.count === 1 ? 'holds' : 'hold';
  return {
    reason: `column ${name} of ${tableSql(table)} cannot become ${type}: ${countRows(found.count)} ${verb} a value that does not ${verdict}`,
    found,
    sample: `${name} = ${found.values[0]}`,
    remedy:
      'Correct these values before it, in the same migration, or say how they convert: alter column … type … using ….',
  };
}

/** A condition that a person would write, where there is one. */
async function readableCondition(probe: Probe, demand: DemandOf<'type'>): Promise<string | undefined> {
  const operand = castOperand(demand);
  const source = operand === undefined ? undefined : await typeOf(probe, operand, demand);
  if (operand === undefined || source === undefined) {
    return undefined;
  }
  const labels = await enumLabels(probe, demand.type);
  if (labels.length > 0) {
    const text = operand.endsWith('::text') ? operand : `${operand}::text`;
    return `${text} not in (${labels.map(quoteString).join(', ')})`;
  }
  if (source.category === 'S') {
    // Since PostgreSQL 16; on an older server the query fails, and the conversion is tried row by row.
    return `not pg_input_is_valid(${operand}::text, ${quoteString(demand.type)})`;
  }
  const range = INTEGER_RANGES[demand.type.toLowerCase()];
  if (range !== undefined && ['integer', 'bigint'].includes(source.type)) {
    return `${operand} not between ${range}`;
  }
  const numeric = /^(?:numeric|decimal)\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/i.exec(demand.type);
  if (numeric !== null && source.category === 'N') {
    const scale = Number(numeric[2] ?? 0);
    return `abs(round(${operand}::numeric, ${scale})) >= 1e${Number(numeric[1]) - scale}`;
  }
  return undefined;
}

/**
 * The values of an enum type; none where `type` is another. Written out in the condition: a migration may make a type
 * anew under the old name, and be rolled back.
 */
async function enumLabels(probe: Probe, type: string): Promise<string[]> {
  const rows = await probe.ask(`
    select enumlabel as "label" from pg_enum where enumtypid = to_regtype(${quoteString(type)})
    order by enumsortorder`);
  return (rows ?? []).map(({ label }) => String(label));
}

/** What the statement casts, where all it does is to cast: the column, or `x` of `using x::type`, itself a chain of casts. */
function castOperand({ column, type, using }: DemandOf<'type'>): string | undefined {
  if (using === undefined) {
    return quoteColumn(column);
  }
  const tokens = tokenizePostgresql(using);
  const cast = tokens.findLastIndex(({ text }) => text === '::');
  const operand = tokens[cast - 1];
  const target = tokens[cast + 1];
  if (operand === undefined || target === undefined || !sameType(using.slice(target.start), type)) {
    return undefined;
  }
  const text = using.slice(0, operand.end);
  const isChain = tokens.slice(0, cast).every((token, index) => (token.text === '::') === (index % 2 === 1));
  return isChain || isEnclosed(text) ? text : undefined;
}

function sameType(one: string, other: string): boolean {
  const [a, b] = [one, other].map((type) =>
    tokenizePostgresql(type)
      .map(({ value }) => value)
      .join(' '),
  );
  return a === b;
}

async function typeOf(
  probe: Probe,
  operand: string,
  { table }: DemandOf<'type'>,
): Promise<{ type: string; category: string } | undefined> {
  const rows = await probe.ask(`
    select format_type(oid, null) as "type", typcategory as "category" from pg_type
    where oid = (select pg_typeof(${operand}) from ${tableSql(table)} limit 1)::oid`);
  const row = rows?.[0];
  return row && { type: String(row.type), category: String(row.category) };
}

/**
 * Converts row by row in a temporary function that catches what fails. An assignment to a variable converts like
 * `alter column type` does: unlike an explicit cast, it does not cut a text that is too long.
 */
function searchByTrying(
  probe: Probe,
  execute: Execute,
  { table, column, type, using }: DemandOf<'type'>,
): Promise<Found | undefined> {
  const name = correlationName(table);
  const value = using ?? quoteColumn(column);
  const create = `create function pg_temp.does_not_convert(row_tried ${tableSql(table)}) returns boolean language plpgsql as $try$ declare value_tried ${type}; begin select ${value} into value_tried from (select row_tried.*) as ${name}; return false; exception when data_exception or integrity_constraint_violation then return true; end $try$;`;
  return inSavepoint(execute, async () => {
    await execute(create);
    const condition = `pg_temp.does_not_convert(${name}.*)`;
    const found = await searchRows(probe, { table, show: [quoteColumn(column)], condition });
    return found && { ...found, query: `${create} ${found.query}` };
  });
}
