import { endToEnd } from '../diff/renames/order.ts';
import { originalName } from '../diff/renames/original-name.ts';
import type { SchemaDiff, TableDiff } from '../diff/schema-diff.ts';
import { compareHop } from '../hops/cut-change.ts';
import type { Hop } from '../hops/hop.ts';
import { mentions } from '../model/identifiers.ts';

/** Verbs in the order in which a sentence uses them, each with what it is about. */
type Facts = Map<string, Set<string>>;

const LISTED = 6;

/** One sentence on what a hop does. */
export function describeHop(hop: Hop): string {
  return hop.form === 'backfill'
    ? `Fills ${enumerate(hop.fills.map(({ table, column }) => `${table}.${column}`))} of the rows that exist.`
    : describeChanges(compareHop(hop));
}

/** One sentence on what `diffs` do: `Adds todos.due_date.` */
function describeChanges(diffs: readonly SchemaDiff[]): string {
  const facts: Facts = new Map(
    ['renames', 'creates', 'drops', 'adds', 'changes'].map((verb) => [verb, new Set<string>()]),
  );
  for (const diff of diffs) {
    collect(diff, facts);
  }
  const clauses = [...facts]
    .filter(([, objects]) => objects.size > 0)
    .map(([verb, objects]) => `${verb} ${enumerate([...objects])}`);
  const text = clauses.length > 2 ? clauses.join('; ') : clauses.join(', and ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function collect({ namespaces, enums, tables, views }: SchemaDiff, facts: Facts): void {
  const say = (verb: string, objects: readonly string[]) => {
    for (const object of objects) {
      facts.get(verb)?.add(object);
    }
  };
  say(
    'renames',
    endToEnd(tables.renamed).map(({ from, to }) => `${from} to ${to}`),
  );
  say(
    'creates',
    namespaces.added.map((name) => `schema ${name}`),
  );
  say(
    'creates',
    enums.added.map(({ name }) => `type ${name}`),
  );
  say(
    'creates',
    tables.added.map(({ name }) => name),
  );
  say(
    'drops',
    tables.dropped.map(({ name }) => name),
  );
  say(
    'drops',
    enums.dropped.map(({ name }) => `type ${name}`),
  );
  say(
    'drops',
    namespaces.dropped.map((name) => `schema ${name}`),
  );
  say(
    'changes',
    enums.altered.map(({ to: { name } }) => `type ${name}`),
  );
  for (const table of tables.altered) {
    collectTable(table, say);
  }
  const isAdded = (name: string) => views.added.some((view) => view.name === name);
  const isDropped = (name: string) => views.dropped.some((view) => view.name === name);
  const added = views.added.map(({ name }) => name);
  say(
    'creates',
    added.filter((name) => !isDropped(name)).map((name) => `view ${name}`),
  );
  say(
    'changes',
    added.filter(isDropped).map((name) => `view ${name}`),
  );
  say(
    'drops',
    views.dropped.flatMap(({ name }) => (isAdded(name) ? [] : [`view ${name}`])),
  );
}

function collectTable(diff: TableDiff, say: (verb: string, objects: readonly string[]) => void): void {
  const { from, to, columns, primaryKey } = diff;
  const column = ({ name }: { name: string }) => `${to.name}.${name}`;
  const kept = endToEnd(columns.renamed).filter(
    (names) => !columns.dropped.some(({ name }) => name === names.to),
  );
  say(
    'renames',
    kept.map((names) => `${to.name}.${names.from} to ${names.to}`),
  );
  say('adds', columns.added.map(column));
  say(
    'drops',
    columns.dropped.map(({ name }) => column({ name: originalName(diff, name) })),
  );
  say(
    'changes',
    columns.altered.map((change) => column(change.to)),
  );
  say('changes', primaryKey === undefined ? [] : [`the primary key of ${to.name}`]);
  say('changes', from.comment === to.comment ? [] : [`the comment on ${to.name}`]);
  const named = [
    ...columns.added,
    ...columns.dropped,
    ...columns.altered.map((change) => change.to),
    ...columns.renamed.map((names) => ({ name: names.to })),
  ];
  // What belongs to a column that is named already goes without saying.
  const isOwn = (item: unknown) =>
    named.some(({ name }) => mentions(JSON.stringify(item).replaceAll('\\"', '"'), name));
  for (const [kind, lists] of [
    ['index', diff.indexes],
    ['check', diff.checks],
    ['foreign key', diff.foreignKeys],
    ['trigger', diff.triggers],
  ] as const) {
    const label = ({ name }: { name: string }) => `${kind} ${name}`;
    const added = lists.added.filter((item) => !isOwn(item)).map(label);
    const dropped = lists.dropped.filter((item) => !isOwn(item)).map(label);
    say(
      'adds',
      added.filter((name) => !dropped.includes(name)),
    );
    say(
      'drops',
      dropped.filter((name) => !added.includes(name)),
    );
    say(
      'changes',
      added.filter((name) => dropped.includes(name)),
    );
  }
}

function enumerate(objects: readonly string[]): string {
  const shown =
    objects.length > LISTED ? [...objects.slice(0, LISTED), `${objects.length - LISTED} more`] : objects;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
