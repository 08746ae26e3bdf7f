import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Tag } from './tag.ts';
import { Todo } from './todo.ts';

/** That a todo has a tag. */
export const TodoTag = defineEntity({
  name: 'TodoTag',
  tableName: 'todo_tags',
  properties: {
    todo: () => p.manyToOne(Todo).mapToPk().primary().deleteRule('cascade'),
    tag: () => p.manyToOne(Tag).mapToPk().primary().deleteRule('cascade'),
  },
  indexes: [{ properties: ['tag', 'todo'] }],
});

export type TodoTag = InferEntity<typeof TodoTag>;
