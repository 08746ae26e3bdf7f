import { quoteName } from '../../model/quote.ts';
import type { View } from '../../model/schema.ts';
import { type DdlStep, statement } from '../ddl-step.ts';
import { createIndex } from './create-index.ts';

/** Makes a view, and the indexes of a materialized one. */
export function createView(view: View): DdlStep[] {
  const kind = view.materialized ? 'materialized view' : 'view';
  const data = view.withNoData ? ' with no data' : '';
  return [
    statement(`create ${kind} ${quoteName(view.name)} as ${view.definition}${data}`),
    ...view.indexes.map((index) => statement(createIndex(index, view.name))),
  ];
}

/** Drops a view. */
export function dropView(view: View): DdlStep {
  return statement(`drop ${view.materialized ? 'materialized view' : 'view'} ${quoteName(view.name)}`);
}
