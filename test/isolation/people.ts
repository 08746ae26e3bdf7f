import type { EntityName } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v4, v7 } from 'uuid';
import { rowMapOf } from '../../src/database/row-map.ts';
import { readRows } from '../../src/database/rows.ts';
import { ofEverybody } from '../../src/database/scope.ts';
import { compare, isOneOf } from '../../src/database/sql.ts';
import { idOfClients } from '../../src/domain/client-id.ts';
import { List } from '../../src/entities/list.ts';
import { Tag } from '../../src/entities/tag.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';
import { type NodeType, toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { aList, aTag, aTodo } from '../support/things.ts';

/** Somebody with todos, lists and tags in every state, whose texts all have a word of their own in them. */
export interface Person {
  viewer: { id: string; expiresAt: Date };
  /** Is in every text of theirs. */
  word: string;
  /** The ids of what they have, in the API; the first of each kind is there, others may be deleted. */
  ids: Record<NodeType, string[]>;
  /** A UUID that they have created a todo with. */
  clientId: string;
  rows: { lists: List[]; tags: Tag[]; todos: Todo[]; pairs: { todo: string; tag: string }[] };
}

/** @param word Letters and digits. */
export function person(id: string, word: string): Person {
  const today = new Date().toISOString().slice(0, 10);
  const viewer = { id, expiresAt: new Date('2100-01-01') };
  const mine = { ownerId: id };
  const gone = { deletedAt: new Date() };
  const clientId = v4();
  const lists = [
    aList({ ...mine, name: `list ${word}` }),
    aList({ ...mine, name: `archive ${word}`, isArchived: true }),
    aList({ ...mine, name: `gone ${word}`, ...gone }),
  ];
  const tags = [1, 2, 3].map((n) =>
    aTag({ ...mine, name: `tag${n} ${word}`, nameKey: `tag${n} ${word}`, ...(n === 3 ? gone : {}) }),
  );
  const text = { ...mine, title: `milk ${word}`, description: `about ${word}` };
  const list = lists[0]?.id ?? null;
  const todos = [
    aTodo({ ...text, list, dueDate: today }),
    aTodo({ ...text, id: idOfClients(viewer, 'todo', clientId), dueDate: '2020-01-01' }),
    aTodo({ ...text, list, completedAt: new Date() }),
    aTodo({ ...text, completedAt: new Date(), dueDate: '2100-01-01' }),
    aTodo({ ...text, list: lists[1]?.id ?? null, dueDate: today }),
    aTodo({ ...text, list: lists[2]?.id ?? null, ...gone }),
  ].map((todo, index) => ({ ...todo, position: `${index}${word}` }));
  const pairs = todos.flatMap((todo) => tags.map((tag) => ({ todo: todo.id, tag: tag.id })));
  const idsOf = (type: NodeType, rows: { id: string }[]) => rows.map((row) => toGlobalId(type, row.id));
  return {
    viewer,
    word,
    ids: { Todo: idsOf('Todo', todos), List: idsOf('List', lists), Tag: idsOf('Tag', tags) },
    clientId,
    rows: { lists, tags, todos, pairs },
  };
}

/** An id that nothing has. */
export const nobodys = (type: NodeType) => toGlobalId(type, v7());

/** Puts all that they have into the database. */
export async function settle(em: SqlEntityManager, { rows }: Person): Promise<void> {
  await em.insertMany(List, rows.lists);
  await em.insertMany(Tag, rows.tags);
  await em.insertMany(Todo, rows.todos);
  await em.insertMany(TodoTag, rows.pairs as never);
}

/** Every row of theirs, as it is in the database now. */
export async function belongings(em: SqlEntityManager, { viewer, rows }: Person): Promise<object[]> {
  const found: object[] = [];
  for (const entity of [List, Tag, Todo]) {
    const rowMap = rowMapOf(em, entity as EntityName<{ id: string; ownerId: string }>);
    const where = ofEverybody(compare(rowMap.column('ownerId'), 'eq', viewer.id));
    found.push(...(await readRows(em, rowMap, rowMap.properties, where, { orderBy: [{ property: 'id' }] })));
  }
  const links = rowMapOf(em, TodoTag);
  const where = ofEverybody(
    isOneOf(
      links.column('todo'),
      rows.todos.map(({ id }) => id),
    ),
  );
  const orderBy = [{ property: 'todo' as const }, { property: 'tag' as const }];
  return [...found, ...(await readRows(em, links, links.properties, where, { orderBy }))];
}
