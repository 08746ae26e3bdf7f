import type { StatementReader } from '../../diagnose/parse/reader.ts';

/** Reads the name of a table; the default schemas of both databases are left out. */
export function readName(reader: StatementReader): string | undefined {
  const parts = reader.qualifiedName();
  const [schema, ...rest] = parts ?? [];
  return (rest.length > 0 && (schema === 'main' || schema === 'public') ? rest : parts)?.join('.');
}
