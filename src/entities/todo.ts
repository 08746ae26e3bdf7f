import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Priority } from './priority.ts';

/** Longest title, in Unicode code points, after trimming. */
export const TITLE_MAX_LENGTH = 200;
/** Longest description, in Unicode code points. */
export const DESCRIPTION_MAX_LENGTH = 1000;

/** Now, or where the database's clock, which set `createdAt`, is ahead of this one: when it was created. */
const changedNow = (todo: { createdAt: Date }) => new Date(Math.max(Date.now(), todo.createdAt.getTime()));

/** One thing to do. What may be empty is strictly null then, never undefined, as in the API. */
export const Todo = defineEntity({
  name: 'Todo',
  tableName: 'todos',
  properties: {
    id: p.uuid().primary(),
    title: p.string().length(TITLE_MAX_LENGTH).index(),
    description: p.string().length(DESCRIPTION_MAX_LENGTH).strictNullable(),
    isDone: p.boolean().default(false),
    /** A calendar date, `YYYY-MM-DD`: it has no time of day and no time zone. */
    dueDate: p.date().strictNullable(),
    priority: p.enum(() => Priority).default(Priority.NORMAL),
    createdAt: p.datetime(3).defaultRaw('current_timestamp'),
    updatedAt: p.datetime(3).defaultRaw('current_timestamp').onUpdate(changedNow),
  },
  // Each order that a list can have, to the id that decides between equals: a page deep down costs what the first does.
  indexes: [
    { properties: ['createdAt', 'id'] },
    { properties: ['dueDate', 'id'] },
    { properties: ['priority', 'id'] },
  ],
  checks: [{ name: 'ck_todos_title_not_blank', expression: `trim("title") <> ''` }],
});

export type Todo = InferEntity<typeof Todo>;
