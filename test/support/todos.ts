import type { SqlEntityManager } from '@mikro-orm/sql';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { positionAtEnd } from '../../src/domain/position.ts';
import { Priority } from '../../src/entities/priority.ts';
import { Todo } from '../../src/entities/todo.ts';

/** A todo as tests insert and expect it. */
export interface SampleTodo {
  id: string;
  title: string;
  isDone: boolean;
  dueDate: string | null;
  priority: Priority;
  createdAt: Date;
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

/** Todos with few different values in each field, and the same ones never. */
export const sampleTodo: fc.Arbitrary<SampleTodo> = fc.record({
  id: fc.constant(null).map(() => v7()),
  title: text,
  isDone: fc.boolean(),
  dueDate: fc.option(fc.constantFrom(...dueDates)),
  priority: fc.constantFrom(...Object.values(Priority)),
  createdAt: fc.constantFrom(0, 1, 999, 1_000, 1_795_437_811_190).map((ms) => new Date(ms)),
});

/** Puts exactly these todos into the table. */
export async function replaceTodos(em: SqlEntityManager, todos: readonly SampleTodo[]): Promise<void> {
  await em.nativeDelete(Todo, {});
  await insertTodos(em, todos);
}

/** Adds these todos to the table. */
export async function insertTodos(em: SqlEntityManager, todos: readonly SampleTodo[]): Promise<void> {
  if (todos.length > 0) {
    await em.insertMany(
      Todo,
      todos.map(({ isDone, ...todo }) => ({
        ...todo,
        description: null,
        list: null,
        completedAt: isDone ? todo.createdAt : null,
        position: positionAtEnd(todo.createdAt),
        creationDigest: null,
        version: 1,
        updatedAt: todo.createdAt,
        deletedAt: null,
      })),
    );
  }
}

/** The order of texts by Unicode code point. JavaScript's own is by UTF-16 unit: it puts 😀 before U+FFFF. */
export function compareCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
