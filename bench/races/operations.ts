import { v4 } from 'uuid';
import { rowMapOf } from '../../src/database/row-map.ts';
import { deleteList } from '../../src/domain/list/delete-list.ts';
import { restoreList } from '../../src/domain/list/restore-list.ts';
import { readPresent } from '../../src/domain/owned.ts';
import type { Outcome } from '../../src/domain/problem.ts';
import { changeTodos } from '../../src/domain/todo/change-todos.ts';
import { clearCompleted } from '../../src/domain/todo/clear-completed.ts';
import { completeTodo, reopenTodo } from '../../src/domain/todo/complete-todo.ts';
import { createTodo } from '../../src/domain/todo/create-todo.ts';
import { deleteTodo } from '../../src/domain/todo/delete-todo.ts';
import { type Destination, moveTodo } from '../../src/domain/todo/move-todo.ts';
import { restoreTodo } from '../../src/domain/todo/restore-todo.ts';
import { addTagsToTodo, removeTagsFromTodo } from '../../src/domain/todo/tag-todo.ts';
import { updateTodo } from '../../src/domain/todo/update-todo.ts';
import type { Unit, Writer } from '../../src/domain/unit.ts';
import { Todo } from '../../src/entities/todo.ts';

/** What everybody changes. */
export interface Arena {
  todos: string[];
  lists: string[];
  tags: string[];
  /** How often each todo was counted up, by those who were told that they did. */
  counted: Map<string, number>;
}

const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;
const some = <Item>(items: readonly Item[], count: number): Item[] =>
  Array.from({ length: count }, () => oneOf(items));

function destination({ todos, lists }: Arena, id: string): Destination {
  // A todo does not go next to itself: the resolvers refuse that.
  const neighbour = oneOf(todos.filter((other) => other !== id));
  return oneOf<Destination>([
    { place: { side: 'after', id: neighbour } },
    { place: { side: 'before', id: neighbour } },
    { place: { end: oneOf(['START', 'END']) }, listId: oneOf([undefined, null, ...lists]) },
  ]);
}

type Change = (writer: Writer | Unit, arena: Arena, id: string) => Promise<Outcome<Todo>>;

const changes = {
  update: (writer, _arena, id) =>
    updateTodo(writer, { id }, { description: v4(), isDone: oneOf([true, false, undefined]) }),
  complete: (writer, _arena, id) => completeTodo(writer, { id }),
  reopen: (writer, _arena, id) => reopenTodo(writer, { id }),
  move: (writer, arena, id) => moveTodo(writer, { id }, destination(arena, id)),
  addTags: (writer, arena, id) => addTagsToTodo(writer, { id }, some(arena.tags, 8)),
  removeTags: (writer, arena, id) => removeTagsFromTodo(writer, { id }, some(arena.tags, 8)),
  delete: (writer, _arena, id) => deleteTodo(writer, { id }),
  restore: (writer, _arena, id) => restoreTodo(writer, id),
} satisfies Record<string, Change>;

type Operation = (writer: Writer, arena: Arena) => Promise<Outcome<unknown>>;

const single = Object.fromEntries(
  Object.entries(changes).map(([kind, change]) => [
    kind,
    (writer: Writer, arena: Arena) => change(writer, arena, oneOf(arena.todos)),
  ]),
);

/** What a client can do; each picks at random what it does it to. */
export const OPERATIONS: Record<string, Operation> = {
  ...single,
  /** Reads a number, and writes one more if nobody was faster: an update that is lost is missing at the end. */
  async count(writer, arena) {
    const id = oneOf(arena.todos);
    const todo = await readPresent(writer, rowMapOf(writer.em, Todo), id);
    if (todo === undefined) {
      return { problems: [] };
    }
    const target = { id, expectedVersion: todo.version };
    const outcome = await updateTodo(writer, target, { title: String(Number(todo.title) + 1) });
    if (outcome.problems === undefined) {
      arena.counted.set(id, (arena.counted.get(id) ?? 0) + 1);
    }
    return outcome;
  },
  async bulk(writer, arena) {
    const several = some(Object.entries(changes), 10).map(([kind, change]) => {
      const id = oneOf(arena.todos);
      return { id, kind, make: (unit: Unit) => change(unit, arena, id) };
    });
    const results = await changeTodos(writer, several, oneOf([true, false]));
    const problems = results.flatMap((result) => result.problems);
    return problems.length > 0 ? { problems } : { result: results };
  },
  create: (writer, arena) =>
    createTodo(writer, {
      id: oneOf(arena.todos),
      title: '0',
      listId: oneOf([null, ...arena.lists]),
      tagIds: some(arena.tags, 3),
    }),
  clear: (writer, arena) => clearCompleted(writer, oneOf([undefined, null, ...arena.lists])),
  deleteList: (writer, arena) => deleteList(writer, { id: oneOf(arena.lists) }),
  restoreList: (writer, arena) => restoreList(writer, oneOf(arena.lists)),
};

/** The names of the operations, those that make room for others more than once. */
export const TURNS = [
  ...Object.keys(OPERATIONS),
  ...['count', 'count', 'move', 'move', 'addTags', 'restore', 'restore', 'restore', 'restoreList'],
];
