import type { SqlEntityManager } from '@mikro-orm/sql';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import type { List } from '../../src/entities/list.ts';
import { Priority } from '../../src/entities/priority.ts';
import type { Tag } from '../../src/entities/tag.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';
import { aList, aTag, aTodo, replaceThings } from './things.ts';

/** A todo as tests insert and expect it. */
export interface SampleTodo
  extends Pick<
    Todo,
    | 'id'
    | 'title'
    | 'description'
    | 'list'
    | 'completedAt'
    | 'dueDate'
    | 'priority'
    | 'position'
    | 'createdAt'
    | 'updatedAt'
  > {
  /** The ids of its tags. */
  tags: readonly string[];
}

/** Texts that tell collations, case foldings, patterns and quotings apart. */
export const SAMPLE_TEXTS = [
  'a',
  'B',
  'b',
  'Z',
  'é',
  'É',
  'ß',
  'SS',
  'Σ',
  'σ',
  'ς',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '?',
  '$1',
  '😀',
  '￿',
];

const text = fc
  .array(fc.constantFrom(...SAMPLE_TEXTS), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
/** Few values, so that many rows are equal in a key. */
export const dueDates = ['0001-01-01', '2026-02-28', '2026-03-01', '9999-12-31'];

/** The lists that sample todos can be in; the last one is archived. */
export const sampleLists: readonly List[] = [aList(), aList(), aList({ isArchived: true })];
/** The tags that sample todos can have; the last one is deleted, so that no todo has it. */
export const sampleTags: readonly Tag[] = [aTag(), aTag(), aTag({ deletedAt: new Date(0) })];
export const sampleMoments = [0, 1, 999, 1_000, 1_795_437_811_190].map((ms) => new Date(ms));

const moment = fc.constantFrom(...sampleMoments);

/** Todos with few different values in each field, and the same ones never. */
export const sampleTodo: fc.Arbitrary<SampleTodo> = fc
  .record({
    title: text,
    description: fc.option(text),
    list: fc.option(fc.constantFrom(...sampleLists.map(({ id }) => id))),
    completedAt: fc.option(moment),
    dueDate: fc.option(fc.constantFrom(...dueDates)),
    priority: fc.constantFrom(...Object.values(Priority)),
    position: fc.constantFrom('0', '1', 'A', 'Z', 'a', 'z'),
    createdAt: moment,
    updatedAt: moment,
    tags: fc.subarray(sampleTags.map(({ id }) => id)),
  })
  .map((todo) => {
    const id = v7();
    // What comes last makes it the only one at its place.
    return { ...todo, id, position: `${todo.position}${id.slice(-12)}` };
  });

/** Databases that have the lists and tags. */
const prepared = new WeakSet<SqlEntityManager>();

/** Puts exactly these todos into the table, with the lists and tags that they can have. */
export async function replaceTodos(em: SqlEntityManager, todos: readonly SampleTodo[]): Promise<void> {
  if (prepared.has(em)) {
    // Takes the tags of the todos with it.
    await em.nativeDelete(Todo, {});
  } else {
    await replaceThings(em, { lists: sampleLists, tags: sampleTags });
    prepared.add(em);
  }
  await insertTodos(em, todos);
}

/** Adds these todos to the table. */
export async function insertTodos(em: SqlEntityManager, todos: readonly SampleTodo[]): Promise<void> {
  if (todos.length > 0) {
    await em.insertMany(
      Todo,
      todos.map(({ tags: _tags, ...todo }) => aTodo(todo)),
    );
  }
  const pairs = todos.flatMap(({ id, tags }) => tags.map((tag) => ({ todo: id, tag })));
  if (pairs.length > 0) {
    await em.insertMany(TodoTag, pairs);
  }
}

/** The order of texts by Unicode code point. JavaScript's own is by UTF-16 unit: it puts 😀 before U+FFFF. */
export function compareCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
