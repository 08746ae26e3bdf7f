import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import { rowMapOf } from '../../src/database/row-map.ts';
import { readRows } from '../../src/database/rows.ts';
import { ofEverybody } from '../../src/database/scope.ts';
import { allOf, compare } from '../../src/database/sql.ts';
import { writeRows } from '../../src/database/write.ts';
import { createTodo, type NewTodo } from '../../src/domain/todo/create-todo.ts';
import type { Writer } from '../../src/domain/unit.ts';
import { LOCAL_VIEWER, type Viewer } from '../../src/domain/viewer.ts';
import { List } from '../../src/entities/list.ts';
import { Tag } from '../../src/entities/tag.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';
import type { EventPublisher } from '../../src/events/publisher.ts';
import type { TodoEvent } from '../../src/events/todo-event.ts';

/** A writer whose events are kept. */
export interface TestWriter extends Writer {
  events: TodoEvent[];
}

/** Somebody who writes into the database of `em`. */
export function writerOf(em: SqlEntityManager, viewer: Viewer = LOCAL_VIEWER): TestWriter {
  const events: TodoEvent[] = [];
  const publisher: EventPublisher = {
    async publish(_em, happened) {
      events.push(...happened);
    },
    async write(em, { kind, ownerId }, statement) {
      const todos = await writeRows(em, rowMapOf(em, Todo), statement);
      events.push(...todos.map((todo) => ({ kind, ownerId, todo, previousListId: todo.list })));
      return todos;
    },
  };
  return { em: em.fork(), viewer, publisher, events };
}

/** Creates a todo that must come about. */
export async function created(writer: Writer, input: Partial<NewTodo> = {}): Promise<Todo> {
  const { result, problems } = await createTodo(writer, { title: 'x', ...input });
  if (result === undefined) {
    throw new Error(`The todo was not created: ${JSON.stringify(problems)}`);
  }
  return result;
}

/** Every column of the todo in the database, deleted or not. */
export async function stored({ em }: Writer, id: string): Promise<Todo | undefined> {
  const rowMap = rowMapOf(em, Todo);
  const [todo] = await readRows(
    em,
    rowMap,
    rowMap.properties,
    ofEverybody(compare(rowMap.column('id'), 'eq', id)),
  );
  return todo;
}

/** Every todo in the database, in the order by hand. */
export async function everything({ em }: Writer): Promise<Todo[]> {
  const rowMap = rowMapOf(em, Todo);
  const todos = await readRows(em, rowMap, rowMap.properties, ofEverybody(allOf([])));
  return todos.sort((one, other) => (one.position < other.position ? -1 : 1));
}

/** The ids of the tags that the todo is linked to. */
export async function tagsOf({ em }: Writer, todo: string): Promise<string[]> {
  const rowMap = rowMapOf(em, TodoTag);
  const links = await readRows(em, rowMap, ['tag'], ofEverybody(compare(rowMap.column('todo'), 'eq', todo)));
  return links.map(({ tag }) => tag).sort();
}

/** Adds a list, and returns its id. */
export async function addList({ em, viewer }: Writer): Promise<string> {
  const id = v7();
  await em.insert(List, {
    id,
    ownerId: viewer.id,
    name: 'List',
    position: id,
    creationDigest: null,
    deletedAt: null,
  });
  return id;
}

/** Adds tags, and returns their ids. */
export async function addTags({ em, viewer }: Writer, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => v7());
  await em.insertMany(
    Tag,
    ids.map((id) => ({
      id,
      ownerId: viewer.id,
      name: id,
      nameKey: id,
      creationDigest: null,
      deletedAt: null,
    })),
  );
  return ids;
}

/** Deletes lists or tags, as their own mutations do. */
export async function drop(
  { em }: Writer,
  { lists = [], tags = [] }: { lists?: string[]; tags?: string[] },
): Promise<void> {
  const deletedAt = new Date();
  await em.nativeUpdate(List, { id: { $in: lists } }, { deletedAt });
  await em.nativeUpdate(Tag, { id: { $in: tags } }, { deletedAt });
}
