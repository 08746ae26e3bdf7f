import type { EntityName } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import { positionAtEnd } from '../../src/domain/position.ts';
import { List } from '../../src/entities/list.ts';
import { LOCAL_OWNER } from '../../src/entities/owner.ts';
import { Priority } from '../../src/entities/priority.ts';
import { Tag } from '../../src/entities/tag.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';

const now = new Date(1_795_437_811_190);

const lifecycle = () => ({
  id: v7(),
  ownerId: LOCAL_OWNER,
  creationDigest: null,
  version: 1,
  createdAt: now,
  updatedAt: now,
  deletedAt: null,
});

/** A whole list, with what is given. */
export function aList(given: Partial<List> = {}): List {
  return {
    ...lifecycle(),
    name: 'List',
    color: 'GREY',
    isArchived: false,
    position: positionAtEnd(now),
    ...given,
  } as List;
}

/** A whole tag, with what is given. */
export function aTag(given: Partial<Tag> = {}): Tag {
  const base = lifecycle();
  return { ...base, name: base.id.slice(-12), nameKey: base.id.slice(-12), color: 'GREY', ...given } as Tag;
}

/** A whole todo, with what is given. */
export function aTodo(given: Partial<Todo> = {}): Todo {
  return {
    ...lifecycle(),
    list: null,
    title: 'Todo',
    description: null,
    completedAt: null,
    dueDate: null,
    priority: Priority.NORMAL,
    position: positionAtEnd(now),
    ...given,
  } as Todo;
}

/** Rows of every table, to be put into an empty database. */
export interface Things {
  lists?: readonly List[];
  tags?: readonly Tag[];
  todos?: readonly Todo[];
  pairs?: readonly { todo: string; tag: string }[];
}

/** Puts exactly these rows into the tables. */
export async function replaceThings(
  em: SqlEntityManager,
  { lists = [], tags = [], todos = [], pairs = [] }: Things,
): Promise<void> {
  for (const entity of [TodoTag, Todo, Tag, List] as never as EntityName<object>[]) {
    await em.nativeDelete(entity, {});
  }
  const tables = [
    [List, lists],
    [Tag, tags],
    [Todo, todos],
    [TodoTag, pairs],
  ] as never as [EntityName<object>, readonly object[]][];
  for (const [entity, rows] of tables) {
    if (rows.length > 0) {
      await em.insertMany(entity, [...rows]);
    }
  }
}
