import { quoteString } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';

/** Which PostgreSQL schemas to read. */
export interface Namespaces {
  /** The one whose objects are named without it. */
  default: string;
  others: readonly string[];
}

/** Reads the catalog of the schemas in question. */
export interface Catalog {
  execute: Execute;
  /** SQL: the name of an object, with its schema where it is not the default one. */
  name(namespace: string, object: string): string;
  /** SQL: the text of `definition` without the default schema before the name that follows `word`. */
  unqualified(definition: string, word: string, namespace: string): string;
  /** SQL: whether `namespace`, a column, is one of the schemas and `oid` belongs to no extension. */
  contains(namespace: string, classOid: string, oid: string): string;
}

/** What the readers of this folder share. */
export function openCatalog(execute: Execute, namespaces: Namespaces): Catalog {
  const all = [namespaces.default, ...namespaces.others].map(quoteString).join(', ');
  const isDefault = (namespace: string) => `${namespace} = ${quoteString(namespaces.default)}`;
  return {
    execute,
    name: (namespace, object) =>
      `case when ${isDefault(namespace)} then ${object}::text else ${namespace} || '.' || ${object} end`,
    unqualified: (definition, word, namespace) =>
      `case when ${isDefault(namespace)} then replace(${definition}, ' ${word} ' || quote_ident(${namespace}) || '.', ' ${word} ') else ${definition} end`,
    contains: (namespace, classOid, oid) =>
      `${namespace} in (${all}) and not exists (select 1 from pg_depend e where e.classid = '${classOid}'::regclass and e.objid = ${oid} and e.deptype = 'e')`,
  };
}

/** Groups rows by the text in `key`. */
export function groupBy(
  rows: readonly Record<string, unknown>[],
  key: string,
): Map<string, Record<string, unknown>[]> {
  return Map.groupBy(rows, (row) => String(row[key]));
}
