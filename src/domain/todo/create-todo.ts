import { v7 } from 'uuid';
import { rowMapOf } from '../../database/row-map.ts';
import type { Sql } from '../../database/sql.ts';
import { Priority } from '../../entities/priority.ts';
import { Todo } from '../../entities/todo.ts';
import { idOfClients } from '../client-id.ts';
import { type Created, type Creation, createdBefore, createRow } from '../create-row.ts';
import { digestOf } from '../creation-digest.ts';
import { positionAtEnd } from '../position.ts';
import { inOneStatement, inOneTransaction, type Unit, type Writer } from '../unit.ts';
import type { Viewer } from '../viewer.ts';
import { type ListId, lockList } from './list-of-todo.ts';
import { addLinks, lockTags, unique } from './tags-of-todo.ts';
import { checkTodoFields, type TodoFields, type TodoInput } from './todo-fields.ts';

/** A todo to be created; what is absent takes its default. */
export type NewTodo = TodoInput & {
  /** A UUID that the client made, so that it can repeat the request. */
  id?: string | null;
  title: string;
  listId?: ListId;
  tagIds?: readonly string[] | null;
};

/** Creates a todo at the end of the order by hand. */
export async function createTodo(writer: Writer | Unit, input: NewTodo): Promise<Creation<Todo>> {
  const { result: fields, problems } = checkTodoFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  const listId = input.listId ?? null;
  const tagIds = input.tagIds ?? [];
  const row = rowOf(writer.viewer, fields, input, listId, tagIds);
  // Nothing else has to be written or to stay as it is: one statement is enough.
  return listId === null && tagIds.length === 0
    ? inOneStatement(writer, (unit) => insert(unit, row))
    : inOneTransaction(writer, (unit) => insertInto(unit, row, listId, tagIds));
}

type NewRow = ReturnType<typeof rowOf>;

function rowOf(
  viewer: Viewer,
  fields: Partial<TodoFields>,
  input: NewTodo,
  list: string | null,
  tagIds: readonly string[],
) {
  const { isDone = false, ...rest } = fields;
  const { title = input.title, description = null, dueDate = null, priority = Priority.NORMAL } = rest;
  const content = [title, description, isDone, dueDate, priority, list, unique(tagIds).toSorted()];
  const id = input.id ?? undefined;
  return {
    // Version 7 of UUID begins with the time, so that new rows go to the end of the index and not all over it.
    id: id === undefined ? v7() : idOfClients(viewer, 'todo', id),
    creationDigest: id === undefined ? null : digestOf(content),
    isDone,
    values: { list, title, description, dueDate, priority },
  };
}

async function insert(unit: Unit, { id, creationDigest, isDone, values }: NewRow): Promise<Creation<Todo>> {
  const make = () => {
    const now = new Date();
    return {
      ...values,
      id,
      ownerId: unit.viewer.id,
      completedAt: isDone ? now : null,
      position: positionAtEnd(now),
      creationDigest,
      createdAt: now,
      updatedAt: now,
    };
  };
  const write = (statement: Sql) => unit.write('CREATED', statement);
  return createRow<Todo & Created>(unit, rowMapOf(unit.em, Todo), 'todo', make, write);
}

async function insertInto(
  unit: Unit,
  row: NewRow,
  listId: string | null,
  tagIds: readonly string[],
): Promise<Creation<Todo>> {
  const list = await lockList(unit, listId);
  const tags = await lockTags(unit, tagIds);
  if (list.problems !== undefined || tags.problems !== undefined) {
    // It may be a repeated request, and what it names have been deleted since.
    const repeated = await createdBefore<Todo & Created>(unit, rowMapOf(unit.em, Todo), 'todo', row);
    return repeated?.result === undefined
      ? { problems: [...(list.problems ?? []), ...(tags.problems ?? [])] }
      : repeated;
  }
  const creation = await insert(unit, row);
  if (creation.isNew) {
    await addLinks(unit, row.id, tags.result);
  }
  return creation;
}
