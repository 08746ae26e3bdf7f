import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { Todo } from '../../src/entities/todo.ts';

/** `defineEntity` without the types of what it defines: nobody asks for those of a model that only migrations see. */
const define = defineEntity as unknown as (options: object) => EntitySchema;

type Properties = Record<string, object>;

/** The entity model on its way: what is added to that of the product. */
export interface Model {
  /** Of `Todo`, over its own. */
  properties: Properties;
  indexes: { properties: string[] }[];
  checks: { name: string; expression: string }[];
  /** Whether todos can be put into lists. */
  lists: boolean;
}

export const PRODUCT: Model = { properties: {}, indexes: [], checks: [], lists: false };

const List = define({
  name: 'List',
  tableName: 'lists',
  properties: { id: p.uuid().primary(), name: p.string().length(100) },
});

/** The entities of `model`. */
export function entitiesOf({ properties, indexes, checks, lists }: Model): EntitySchema[] {
  const inList = { list: () => p.manyToOne(List).nullable().index() };
  const todo = define({
    name: 'Todo',
    tableName: Todo.meta.tableName,
    properties: { ...Todo.properties, ...properties, ...(lists ? inList : {}) },
    indexes: [...Todo.meta.indexes, ...indexes],
    checks: [...Todo.meta.checks, ...checks],
  });
  return lists ? [todo, List] : [todo];
}
