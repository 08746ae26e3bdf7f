import { isEqual } from '../model/equal.ts';
import { mentions } from '../model/identifiers.ts';
import type { Schema, View } from '../model/schema.ts';
import type { Lists, SchemaDiff, TableDiff } from './schema-diff.ts';

/**
 * The views to drop before everything else, dependants first, and to add after everything else, dependants last:
 * those that change, and those that stand on a table or view that changes underneath them.
 */
export function compareViews(
  from: Schema,
  to: Schema,
  { renamed, altered }: SchemaDiff['tables'],
): Lists<View> {
  const touched = new Set([
    ...renamed.flatMap((names) => [names.from, names.to]),
    ...altered.filter(changesColumns).flatMap((table) => [table.previousName, table.to.name]),
  ]);
  const remade = new Set<string>();
  for (const view of inOrder(to.views)) {
    const before = from.views.find(({ name }) => name === view.name);
    const standsOn = [...touched, ...remade].some((name) => mentions(view.definition, name));
    if (before !== undefined && (standsOn || !isEqual(before, view))) {
      remade.add(view.name);
    }
  }
  const isNew = ({ name }: View) => !from.views.some((view) => view.name === name);
  const isGone = ({ name }: View) => !to.views.some((view) => view.name === name);
  return {
    added: inOrder(to.views).filter((view) => isNew(view) || remade.has(view.name)),
    dropped: inOrder(from.views)
      .filter((view) => isGone(view) || remade.has(view.name))
      .reverse(),
  };
}

/** PostgreSQL lets no column go, change its type or its name's meaning under a view. */
function changesColumns({ columns }: TableDiff): boolean {
  return Object.values(columns).some((list) => list.length > 0);
}

/** Each view after those it mentions. */
function inOrder(views: readonly View[]): View[] {
  const ordered: View[] = [];
  const visit = (view: View, path: readonly View[]) => {
    if (ordered.includes(view) || path.includes(view)) {
      return;
    }
    for (const other of views) {
      if (other !== view && mentions(view.definition, other.name)) {
        visit(other, [...path, view]);
      }
    }
    ordered.push(view);
  };
  for (const view of views) {
    visit(view, []);
  }
  return ordered;
}
