import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { List } from '../../src/entities/list.ts';
import { Tag } from '../../src/entities/tag.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';

/** `defineEntity` without the types of what it defines: nobody asks for those of a model that only migrations see. */
const define = defineEntity as unknown as (options: object) => EntitySchema;

type Properties = Record<string, object>;

/** The entity model on its way: what is added to that of the product. */
export interface Model {
  /** Of `Todo`, over its own. */
  properties: Properties;
  indexes: { properties: string[] }[];
  checks: { name: string; expression: string }[];
  /** Whether todos can belong to milestones. */
  milestones: boolean;
}

export const PRODUCT: Model = { properties: {}, indexes: [], checks: [], milestones: false };

const Milestone = define({
  name: 'Milestone',
  tableName: 'milestones',
  properties: { id: p.uuid().primary(), name: p.string().length(100) },
});

/** The entities of `model`. */
export function entitiesOf({ properties, indexes, checks, milestones }: Model): EntitySchema[] {
  const ofMilestone = { milestone: () => p.manyToOne(Milestone).nullable().index() };
  const todo = define({
    name: 'Todo',
    tableName: Todo.meta.tableName,
    properties: { ...Todo.properties, ...properties, ...(milestones ? ofMilestone : {}) },
    indexes: [...Todo.meta.indexes, ...indexes],
    checks: [...Todo.meta.checks, ...checks],
  });
  const todoTag = define({
    name: 'TodoTag',
    tableName: TodoTag.meta.tableName,
    // The relation of the product leads to the todo of the product.
    properties: {
      ...TodoTag.properties,
      todo: () => p.manyToOne(todo).mapToPk().primary().deleteRule('cascade'),
    },
    indexes: TodoTag.meta.indexes,
  });
  return [todo, todoTag, List, Tag, ...(milestones ? [Milestone] : [])] as EntitySchema[];
}
