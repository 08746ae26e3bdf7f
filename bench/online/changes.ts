import { p } from '@mikro-orm/core';
import { type Model, PRODUCT } from './model.ts';

/** One migration to be made: of a change to the entities, or written by hand. */
export type Step = { name: string; alter: (model: Model) => Model } | { name: string; fill: Fill };

/** A column that gets `value`, an SQL expression, where it has none. */
export interface Fill {
  table: string;
  column: string;
  value: string;
}

/** What one deploy brings. */
export interface Change {
  /** As the table of results names it. */
  label: string;
  steps: Step[];
}

/** The changes of the demonstration, in the order in which they are deployed. The API that serves meanwhile knows none of them. */
export const CHANGES: Change[] = [
  {
    label: 'column with a default',
    steps: [{ name: 'add_estimate', alter: withProperties({ estimate: p.integer().default(0) }) }],
  },
  {
    label: 'index',
    steps: [
      {
        name: 'index_updated_at',
        alter: (model) => ({ ...model, indexes: [...model.indexes, { properties: ['updatedAt', 'id'] }] }),
      },
    ],
  },
  {
    label: 'foreign key',
    steps: [{ name: 'add_milestones', alter: (model) => ({ ...model, milestones: true }) }],
  },
  {
    // The default comes after the column: only new todos get it, from the old API too.
    label: 'column to be filled',
    steps: [
      { name: 'add_source', alter: withProperties({ source: p.string().length(20).nullable() }) },
      {
        name: 'default_source',
        alter: withProperties({ source: p.string().length(20).default('api').nullable() }),
      },
    ],
  },
  {
    label: 'backfill',
    steps: [{ name: 'fill_source', fill: { table: 'todos', column: 'source', value: `'import'` } }],
  },
  {
    label: 'not null',
    steps: [
      { name: 'require_source', alter: withProperties({ source: p.string().length(20).default('api') }) },
    ],
  },
  {
    label: 'check',
    steps: [
      {
        name: 'check_estimate',
        alter: (model) => ({
          ...model,
          checks: [...model.checks, { name: 'ck_todos_estimate', expression: `"estimate" >= 0` }],
        }),
      },
    ],
  },
  {
    label: 'wider type',
    steps: [{ name: 'widen_title', alter: withProperties({ title: p.string().length(400).index() }) }],
  },
  {
    label: 'column drop, step 1: not used',
    steps: [{ name: 'release_source', alter: withProperties({ source: p.string().length(20).nullable() }) }],
  },
  { label: 'column drop, step 2: dropped', steps: [{ name: 'drop_source', alter: without('source') }] },
];

/** The steps of all changes, in order. */
export const STEPS: Step[] = CHANGES.flatMap(({ steps }) => steps);

/** The entity model once the first `count` of all steps are made. */
export function modelAfter(count: number): Model {
  return STEPS.slice(0, count).reduce(
    (model, step) => ('alter' in step ? step.alter(model) : model),
    PRODUCT,
  );
}

function withProperties(properties: Model['properties']) {
  return (model: Model): Model => ({ ...model, properties: { ...model.properties, ...properties } });
}

function without(property: string) {
  return (model: Model): Model => ({
    ...model,
    properties: Object.fromEntries(Object.entries(model.properties).filter(([name]) => name !== property)),
  });
}
