import { completeTodo, reopenTodo } from '../../domain/todo/complete-todo.ts';
import { createTodo } from '../../domain/todo/create-todo.ts';
import { deleteTodo } from '../../domain/todo/delete-todo.ts';
import { moveTodo } from '../../domain/todo/move-todo.ts';
import { restoreTodo } from '../../domain/todo/restore-todo.ts';
import { addTagsToTodo, removeTagsFromTodo } from '../../domain/todo/tag-todo.ts';
import { updateTodo } from '../../domain/todo/update-todo.ts';
import { Priority } from '../../entities/priority.ts';
import type { Todo } from '../../entities/todo.ts';
import { badUserInput } from '../errors.ts';
import { idOf, optionalIdOf } from '../nodes/global-id.ts';
import type { TodoChangeInput } from '../types.generated.ts';
import { type Writes, writeOf } from '../writing/write.ts';
import { destinationOf } from './todo-destination.ts';

/** The changes of todos. */
export const todoWrites: Writes<TodoChangeInput, Todo> = {
  create({ priority, listId, tagIds, ...input }, path) {
    const todo = {
      ...input,
      priority: priority && Priority[priority],
      listId: optionalIdOf('List', listId, `${path}.listId`),
      tagIds: tagIds && idsOfTags(tagIds, `${path}.tagIds`),
    };
    return { id: input.id, make: (writer) => createTodo(writer, todo) };
  },
  update(input, path) {
    const { id: _id, expectedVersion: _version, priority, ...changes } = input;
    const fields = { ...changes, priority: priority && Priority[priority] };
    return writeOf('Todo', input, path, (writer, target) => updateTodo(writer, target, fields));
  },
  complete: (input, path) => writeOf('Todo', input, path, completeTodo),
  reopen: (input, path) => writeOf('Todo', input, path, reopenTodo),
  move(input, path) {
    const destination = destinationOf(input, path);
    return writeOf('Todo', input, path, (writer, target) => moveTodo(writer, target, destination));
  },
  addTags(input, path) {
    const tagIds = someTags(input.tagIds, `${path}.tagIds`);
    return writeOf('Todo', input, path, (writer, target) => addTagsToTodo(writer, target, tagIds));
  },
  removeTags(input, path) {
    const tagIds = someTags(input.tagIds, `${path}.tagIds`);
    return writeOf('Todo', input, path, (writer, target) => removeTagsFromTodo(writer, target, tagIds));
  },
  delete: (input, path) => writeOf('Todo', input, path, deleteTodo),
  restore: (input, path) => writeOf('Todo', input, path, (writer, { id }) => restoreTodo(writer, id)),
};

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
