import type { Outcome } from '../../domain/problem.ts';
import { completeTodo, reopenTodo } from '../../domain/todo/complete-todo.ts';
import { createTodo } from '../../domain/todo/create-todo.ts';
import { deleteTodo } from '../../domain/todo/delete-todo.ts';
import { moveTodo } from '../../domain/todo/move-todo.ts';
import { restoreTodo } from '../../domain/todo/restore-todo.ts';
import { addTagsToTodo, removeTagsFromTodo } from '../../domain/todo/tag-todo.ts';
import { updateTodo } from '../../domain/todo/update-todo.ts';
import type { Unit, Writer } from '../../domain/unit.ts';
import { Priority } from '../../entities/priority.ts';
import type { Todo } from '../../entities/todo.ts';
import { badUserInput } from '../errors.ts';
import { idOf, optionalIdOf } from '../nodes/global-id.ts';
import type { TodoChangeInput } from '../types.generated.ts';
import { destinationOf } from './todo-destination.ts';

/** A change of a todo that has been asked for, and not been made yet. */
export interface TodoWrite {
  /** The id of the todo, where it is there already. */
  id?: string;
  make(writer: Writer | Unit): Promise<Outcome<Todo>>;
}

/** What each kind of change is given, by its field of `TodoChangeInput`. */
export type TodoWriteInputs = {
  [Kind in keyof Required<TodoChangeInput>]: Exclude<
    Extract<TodoChangeInput, Record<Kind, object>>[Kind],
    undefined
  >;
};

/**
 * Reads each kind of change: for its own mutation, and for one of several.
 *
 * @throws BAD_USER_INPUT for what no person's input could have led to, with its path, which begins with `path`.
 */
export const TODO_WRITES: {
  [Kind in keyof TodoWriteInputs]: (input: TodoWriteInputs[Kind], path: string) => TodoWrite;
} = {
  create({ priority, listId, tagIds, ...input }, path) {
    const todo = {
      ...input,
      priority: priority && Priority[priority],
      listId: optionalIdOf('List', listId, `${path}.listId`),
      tagIds: tagIds && idsOfTags(tagIds, `${path}.tagIds`),
    };
    return { make: (writer) => createTodo(writer, todo) };
  },
  update(input, path) {
    const { id: _id, expectedVersion: _version, priority, ...changes } = input;
    const fields = { ...changes, priority: priority && Priority[priority] };
    return ofTodo(input, path, (writer, target) => updateTodo(writer, target, fields));
  },
  complete: (input, path) => ofTodo(input, path, completeTodo),
  reopen: (input, path) => ofTodo(input, path, reopenTodo),
  move(input, path) {
    const destination = destinationOf(input, path);
    return ofTodo(input, path, (writer, target) => moveTodo(writer, target, destination));
  },
  addTags(input, path) {
    const tagIds = someTags(input.tagIds, `${path}.tagIds`);
    return ofTodo(input, path, (writer, target) => addTagsToTodo(writer, target, tagIds));
  },
  removeTags(input, path) {
    const tagIds = someTags(input.tagIds, `${path}.tagIds`);
    return ofTodo(input, path, (writer, target) => removeTagsFromTodo(writer, target, tagIds));
  },
  delete: (input, path) => ofTodo(input, path, deleteTodo),
  restore: (input, path) => ofTodo(input, path, (writer, { id }) => restoreTodo(writer, id)),
};

interface TargetInput {
  id: string;
  expectedVersion?: number | null;
}

function ofTodo(
  { id: globalId, expectedVersion }: TargetInput,
  path: string,
  change: (writer: Writer | Unit, target: TargetInput) => Promise<Outcome<Todo>>,
): TodoWrite {
  const id = idOf('Todo', globalId, `${path}.id`);
  return { id, make: (writer) => change(writer, { id, expectedVersion }) };
}

const MAX_TAG_IDS = 100;

function someTags(tagIds: readonly string[], path: string): string[] {
  if (tagIds.length > MAX_TAG_IDS) {
    throw badUserInput(path, `"${path}" has ${tagIds.length} entries. Send at most ${MAX_TAG_IDS} at once.`);
  }
  return idsOfTags(tagIds, path);
}

function idsOfTags(tagIds: readonly string[], path: string): string[] {
  return tagIds.map((id, index) => idOf('Tag', id, `${path}.${index}`));
}
