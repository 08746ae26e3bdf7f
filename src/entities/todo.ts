import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { creationDigest } from './creation-digest.ts';
import { lifecycle } from './lifecycle.ts';
import { List } from './list.ts';
import { ownerId } from './owner.ts';
import { position } from './position.ts';
import { Priority } from './priority.ts';

/** Longest title, in Unicode code points, after trimming. */
export const TITLE_MAX_LENGTH = 200;
/** Longest description, in Unicode code points. */
export const DESCRIPTION_MAX_LENGTH = 1000;

/** What is not deleted. Queries say it in these words: SQLite uses a partial index only for a condition that it finds in them. */
const PRESENT = '"deleted_at" is null';

/** One thing to do. What may be empty is strictly null then, never undefined, as in the API. */
export const Todo = defineEntity({
  name: 'Todo',
  tableName: 'todos',
  properties: {
    id: p.uuid().primary(),
    ownerId: ownerId(),
    /** The id of the list it belongs to; without one it lies in the inbox. */
    list: () => p.manyToOne(List).mapToPk().strictNullable().deleteRule('set null').index(),
    title: p.string().length(TITLE_MAX_LENGTH),
    description: p.string().length(DESCRIPTION_MAX_LENGTH).strictNullable(),
    /** When it was done; while it is open there is none. */
    completedAt: p.datetime(3).strictNullable(),
    /** A calendar date, `YYYY-MM-DD`: it has no time of day and no time zone. */
    dueDate: p.date().strictNullable(),
    priority: p.enum(() => Priority).default(Priority.NORMAL),
    position: position(),
    creationDigest: creationDigest(),
    ...lifecycle(),
  },
  // Each order that a list can have, to the id that decides between equals: a page deep down costs what the first does.
  // Those of texts, by position and by title, are in a migration only: an entity cannot say PostgreSQL's collation.
  indexes: [
    { properties: ['ownerId', 'createdAt', 'id'], where: PRESENT },
    { properties: ['ownerId', 'updatedAt', 'id'], where: PRESENT },
    { properties: ['ownerId', 'completedAt', 'id'], where: PRESENT },
    { properties: ['ownerId', 'dueDate', 'id'], where: PRESENT },
    { properties: ['ownerId', 'priority', 'id'], where: PRESENT },
    // What is to be done lies among much that has been done.
    {
      name: 'ix_todos_open_due_date',
      properties: ['ownerId', 'dueDate', 'id'],
      where: `"completed_at" is null and ${PRESENT}`,
    },
    // For the purge.
    { properties: ['deletedAt'], where: '"deleted_at" is not null' },
  ],
  checks: [{ name: 'ck_todos_title_not_blank', expression: `trim("title") <> ''` }],
});

export type Todo = InferEntity<typeof Todo>;
