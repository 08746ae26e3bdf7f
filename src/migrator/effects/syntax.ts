import type { Node, RangeVar, TypeName } from 'libpg-query';
import { type Catalog, relationName } from './catalog.ts';

/** The one thing that a node of the parse tree is, where it is a `key`. */
export function as<Key extends string>(
  node: Node | undefined,
  key: Key,
): Extract<Node, Record<Key, unknown>>[Key & keyof Extract<Node, Record<Key, unknown>>] | undefined {
  return node === undefined ? undefined : (Reflect.get(node, key) as never);
}

/** The name of the table that a statement names. */
export function nameOf(catalog: Catalog, relation: RangeVar | undefined): string {
  return relationName(catalog, relation?.relname ?? '', relation?.schemaname);
}

/** The parts of a name: a list of strings, or one. */
export function namesOf(node: Node | readonly Node[] | undefined): string[] {
  if (node === undefined) {
    return [];
  }
  const items = Array.isArray(node) ? node : (as(node as Node, 'List')?.items ?? [node as Node]);
  return (items as Node[]).map((item) => as(item, 'String')?.sval ?? '');
}

/** The relation that `parts` name, the last of which is its own name. */
export function relationOf(catalog: Catalog, parts: readonly string[]): string {
  return relationName(catalog, parts.at(-1) ?? '', parts.at(-2));
}

/** `int4`, or `_int4` for an array of them. */
export function typeNameOf(type: TypeName | undefined): string {
  const name = as(type?.names?.at(-1), 'String')?.sval ?? '';
  return (type?.arrayBounds?.length ?? 0) > 0 ? `_${name}` : name;
}

/** The numbers in parentheses behind a type; undefined where one is no number. */
export function typeArguments(type: TypeName | undefined): number[] | undefined {
  const values = (type?.typmods ?? []).map((node) => {
    const constant = as(node, 'A_Const');
    // The parser leaves zero out.
    return constant?.ival === undefined ? undefined : (constant.ival.ival ?? 0);
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** Calls `visit` for every object of the parse tree that has the given key. */
export function visitAll(tree: unknown, key: string, visit: (found: never) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) {
      visitAll(item, key, visit);
    }
  } else if (typeof tree === 'object' && tree !== null) {
    for (const [name, value] of Object.entries(tree)) {
      if (name === key) {
        visit(value as never);
      }
      visitAll(value, key, visit);
    }
  }
}

/** The tables that queries in `tree` read, without the names that `with` gives. */
export function readTables(catalog: Catalog, tree: unknown): string[] {
  const local = new Set<string>();
  visitAll(tree, 'CommonTableExpr', (expression: { ctename?: string }) => {
    local.add(expression.ctename ?? '');
  });
  const tables = new Set<string>();
  visitAll(tree, 'RangeVar', (relation: RangeVar) => {
    if (relation.schemaname !== undefined || !local.has(relation.relname ?? '')) {
      tables.add(nameOf(catalog, relation));
    }
  });
  return [...tables];
}
