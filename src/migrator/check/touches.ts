import { isEqual } from '../model/equal.ts';
import { mentions } from '../model/identifiers.ts';
import { quoteColumn, quoteName } from '../model/quote.ts';
import type { ForeignKey, Schema, Table } from '../model/schema.ts';

/** One thing in a schema. */
export interface Fact {
  /** Where it is, from the outside in: `['table', 'todos', 'column', 'title']`. */
  path: string[];
  /** `column "title" of "todos"` */
  subject: string;
  value: unknown;
  /** The paths of what it cannot be without. */
  needs: string[][];
}

/** What one side of a merge does to one thing. */
export interface Touch extends Fact {
  verb: 'adds' | 'drops' | 'changes';
}

/** Everything that leads from one schema to another, thing by thing; what is in an added or dropped thing goes with it. */
export function findTouches(from: Schema, to: Schema): Touch[] {
  const before = new Map(factsOf(from).map((fact) => [key(fact.path), fact]));
  const after = new Map(factsOf(to).map((fact) => [key(fact.path), fact]));
  const touches: Touch[] = [];
  for (const [place, fact] of after) {
    const old = before.get(place);
    if (old === undefined) {
      touches.push({ ...fact, verb: 'adds' });
    } else if (!isEqual(old.value, fact.value)) {
      touches.push({ ...fact, verb: 'changes' });
    }
  }
  for (const [place, fact] of before) {
    if (!after.has(place)) {
      touches.push({ ...fact, verb: 'drops' });
    }
  }
  return touches.filter(
    (touch) => !touches.some((outer) => outer.verb === touch.verb && isInside(touch.path, outer.path)),
  );
}

/** Whether `path` lies within `outer`. */
export function isInside(path: readonly string[], outer: readonly string[]): boolean {
  return outer.length < path.length && outer.every((part, index) => part === path[index]);
}

/** Whether both are the same place. */
export function isSamePlace(one: readonly string[], other: readonly string[]): boolean {
  return key(one) === key(other);
}

function key(path: readonly string[]): string {
  return path.join('\0');
}

/** Everything in a schema, from the outside in. */
export function factsOf(schema: Schema): Fact[] {
  return [
    ...schema.namespaces.map((name) => fact('schema', name, true)),
    ...schema.enums.map((item) => fact('type', item.name, item.items)),
    ...schema.tables.flatMap(tableFacts),
    ...schema.views.map((view) => fact('view', view.name, view, viewNeeds(schema, view.definition))),
  ];
}

function fact(kind: string, name: string, value: unknown, needs: string[][] = []): Fact {
  return { path: [kind, name], subject: `${kind} ${quoteName(name)}`, value, needs };
}

function tableFacts(table: Table): Fact[] {
  const inside = <T extends { name: string }>(
    kind: string,
    items: readonly T[],
    needs: (item: T) => string[][],
  ) =>
    items.map((item) => ({
      path: ['table', table.name, kind, item.name],
      subject: `${kind} ${quoteColumn(item.name)} of ${quoteName(table.name)}`,
      value: item,
      needs: needs(item),
    }));
  const whole = (kind: string, value: unknown, needs: string[][] = []) =>
    value === undefined
      ? []
      : [{ path: ['table', table.name, kind], subject: `${kind} of ${quoteName(table.name)}`, value, needs }];
  const named = (...texts: (string | undefined)[]) =>
    columnPaths(
      table.name,
      table.columns
        .map(({ name }) => name)
        .filter((name) => texts.some((text) => mentions(text ?? '', name))),
    );
  return [
    // The needs of what is in it count for the table too: it may be added with them.
    fact('table', table.name, true, table.foreignKeys.flatMap(referencePaths)),
    ...inside('column', table.columns, ({ generated }) => named(generated?.expression)),
    ...whole('primary key', table.primaryKey, columnPaths(table.name, table.primaryKey?.columns ?? [])),
    ...whole('comment', table.comment),
    ...inside('index', table.indexes, ({ parts, where, include = [], statement }) =>
      named(...parts, where, ...include, statement),
    ),
    ...inside('check', table.checks, ({ expression }) => named(expression)),
    ...inside('foreign key', table.foreignKeys, (key) => [
      ...columnPaths(table.name, key.columns),
      ...referencePaths(key),
    ]),
    ...inside('trigger', table.triggers, () => []),
  ];
}

function columnPaths(table: string, columns: readonly string[]): string[][] {
  return columns.map((column) => ['table', table, 'column', column]);
}

function referencePaths({ referencedTable, referencedColumns }: ForeignKey): string[][] {
  return [['table', referencedTable], ...columnPaths(referencedTable, referencedColumns)];
}

/** A view needs the tables it names, and of these the columns it names. */
function viewNeeds(schema: Schema, definition: string): string[][] {
  return schema.tables
    .filter(({ name }) => mentions(definition, name))
    .flatMap(({ name, columns }) => [
      ['table', name],
      ...columnPaths(
        name,
        columns.map((column) => column.name).filter((column) => mentions(definition, column)),
      ),
    ]);
}
