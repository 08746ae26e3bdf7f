import { randomBytes } from 'node:crypto';
import { compareSchemas } from '../../../diff/compare-schemas.ts';
import { quoteColumn } from '../../../model/quote.ts';
import type { Schema } from '../../../model/schema.ts';
import { emptySchema } from '../../../model/snapshot.ts';
import type { Execute } from '../../../run/execute.ts';
import { planPostgresql } from '../ddl/index.ts';
import { tokenizePostgresql } from '../sql/tokens.ts';
import type { Namespaces } from './catalog.ts';
import { introspectPostgresql, setSearchPath } from './index.ts';

/**
 * What `introspectPostgresql` would read if `schema` were the live one: PostgreSQL itself puts the snapshot's
 * expressions into its own words. The tables are made, empty, in scratch schemas beside the live ones.
 *
 * @param execute Runs inside a transaction that the caller rolls back: nothing of this is to stay.
 * @throws The database's error, where the role may not create a schema or a statement fails.
 */
export async function introspectExpected(
  execute: Execute,
  schema: Schema,
  live: Namespaces,
): Promise<Schema> {
  const scratch = scratchNames(live);
  for (const name of scratch.values()) {
    await execute(`create schema ${quoteColumn(name)}`);
  }
  const target = {
    default: scratch.get(live.default) ?? live.default,
    others: live.others.map((name) => scratch.get(name) ?? name),
  };
  await setSearchPath(execute, [target.default, live.default]);
  // A function's body may name what is made after it.
  await execute('set local check_function_bodies = off');
  for (const step of planPostgresql(
    compareSchemas(emptySchema('postgresql'), { ...schema, namespaces: [] }),
  )) {
    if (step.kind === 'sql') {
      await execute(inScratch(step.sql, scratch));
    }
  }
  const expected = await introspectPostgresql(execute, target, [live.default]);
  return withLiveNames(expected, scratch);
}

/** A name for each live schema that stands in no text by chance, so that it can be replaced wherever it stands. */
function scratchNames(live: Namespaces): Map<string, string> {
  const prefix = `migrator_scratch_${randomBytes(6).toString('hex')}`;
  return new Map([live.default, ...live.others].map((name, index) => [name, `${prefix}_${index}`]));
}

/** The statement with every `schema.` in it led to its scratch schema, and fit for a transaction. */
function inScratch(sql: string, scratch: ReadonlyMap<string, string>): string {
  const tokens = tokenizePostgresql(sql);
  let result = '';
  let at = 0;
  tokens.forEach((token, index) => {
    const isName = token.kind === 'word' || token.kind === 'quoted';
    const isQualifier = tokens[index + 1]?.text === '.' && tokens[index - 1]?.text !== '.';
    const name = isName && isQualifier ? scratch.get(token.value) : undefined;
    const text = token.kind === 'word' && token.value === 'concurrently' && index < 4 ? '' : name;
    if (text !== undefined) {
      result += sql.slice(at, token.start) + text;
      at = token.end;
    }
  });
  return result + sql.slice(at);
}

/** The same schema with the live names in the place of the scratch ones, in names and in PostgreSQL's texts. */
function withLiveNames(schema: Schema, scratch: ReadonlyMap<string, string>): Schema {
  let text = JSON.stringify(schema, (_key, value) => (value === undefined ? null : value));
  for (const [live, name] of scratch) {
    text = text.replaceAll(name, JSON.stringify(live).slice(1, -1));
  }
  const result: Schema = JSON.parse(text);
  return {
    ...result,
    tables: result.tables.map((table) => ({ ...table, primaryKey: table.primaryKey ?? undefined })),
  };
}
