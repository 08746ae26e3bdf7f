import type { SqlEntityManager } from '@mikro-orm/sql';
import { v4 } from 'uuid';
import { rowMapOf } from '../../src/database/row-map.ts';
import { readRows } from '../../src/database/rows.ts';
import { ofEverybody } from '../../src/database/scope.ts';
import { allOf } from '../../src/database/sql.ts';
import { writeRows } from '../../src/database/write.ts';
import { createList } from '../../src/domain/list/create-list.ts';
import type { Outcome } from '../../src/domain/problem.ts';
import { createTag } from '../../src/domain/tag/create-tag.ts';
import { createTodo } from '../../src/domain/todo/create-todo.ts';
import type { Writer } from '../../src/domain/unit.ts';
import { LOCAL_VIEWER } from '../../src/domain/viewer.ts';
import { List } from '../../src/entities/list.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';
import type { EventPublisher } from '../../src/events/publisher.ts';
import { type Arena, OPERATIONS, TURNS } from './operations.ts';

/** What a race came to. */
export interface RaceReport {
  /** How often each operation was done, and how often it found a problem that a client can mend, as a conflict. */
  operations: Record<string, { done: number; refused: number }>;
  /** What must never happen, in sentences. */
  violations: string[];
}

const TODOS = 8;
const LISTS = 3;
const TAGS = 25;

/**
 * Lets `clients` change the same few todos, lists and tags for `ms` milliseconds, and until one of them has counted a
 * title up; each as fast as it is answered.
 */
export async function race(em: SqlEntityManager, ms: number, clients: number): Promise<RaceReport> {
  const versions = new Map<string, number>();
  const writer = (): Writer => ({ em: em.fork(), viewer: LOCAL_VIEWER, publisher: counting(versions) });
  const arena = await prepare(writer());
  const report: RaceReport = { operations: {}, violations: [] };
  const end = Date.now() + ms;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = writer();
      while (Date.now() < end || !report.operations.count?.done) {
        await act(client, arena, report);
      }
    }),
  );
  report.violations.push(...(await findViolations(em, arena, versions)));
  return report;
}

async function act(client: Writer, arena: Arena, { operations, violations }: RaceReport): Promise<void> {
  const name = TURNS[Math.floor(Math.random() * TURNS.length)] ?? '';
  const turns = operations[name] ?? { done: 0, refused: 0 };
  operations[name] = turns;
  try {
    const outcome = await OPERATIONS[name]?.(client, arena);
    turns[outcome?.problems === undefined ? 'done' : 'refused']++;
  } catch (error) {
    violations.push(`${name} failed: ${error instanceof Error ? error.message : error}`);
  }
}

async function prepare(writer: Writer): Promise<Arena> {
  const several = async (count: number, create: () => Promise<Outcome<{ id: string }>>) => {
    const outcomes = await Promise.all(Array.from({ length: count }, create));
    return outcomes.flatMap(({ result }) => result?.id ?? []);
  };
  return {
    lists: await several(LISTS, () => createList(writer, { name: 'List' })),
    tags: await several(TAGS, () => createTag(writer, { name: v4() })),
    todos: await several(TODOS, () => createTodo(writer, { title: '0' })),
    counted: new Map(),
  };
}

/** Counts, for each todo, the changes that were told of: each is one version. */
function counting(versions: Map<string, number>): EventPublisher {
  const count = (todo: Todo) => versions.set(todo.id, (versions.get(todo.id) ?? 0) + 1);
  return {
    async publish(_em, events) {
      for (const { todo } of events) {
        count(todo);
      }
    },
    async write(em, _change, statement) {
      const todos = await writeRows(em, rowMapOf(em, Todo), statement);
      todos.forEach(count);
      return todos;
    },
  };
}

async function findViolations(
  em: SqlEntityManager,
  { counted }: Arena,
  versions: Map<string, number>,
): Promise<string[]> {
  const everything = ofEverybody(allOf([]));
  const [todoMap, listMap, linkMap] = [rowMapOf(em, Todo), rowMapOf(em, List), rowMapOf(em, TodoTag)];
  const todos = await readRows(em, todoMap, todoMap.properties, everything);
  const lists = await readRows(em, listMap, listMap.properties, everything);
  const links = await readRows(em, linkMap, linkMap.properties, everything);
  const deleted = new Set(lists.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id));
  const found: string[] = [];
  const check = (holds: boolean, sentence: string) => holds || found.push(sentence);
  check(
    new Set(todos.map(({ position }) => position)).size === todos.length,
    'Two todos stand at one place.',
  );
  check(
    new Set(lists.map(({ position }) => position)).size === lists.length,
    'Two lists stand at one place.',
  );
  for (const { id, title, version, list, deletedAt } of todos) {
    const told = versions.get(id) ?? 0;
    check(version === told, `The todo ${id} is version ${version}, but ${told} changes were told of.`);
    const raised = counted.get(id) ?? 0;
    check(title === String(raised), `The todo ${id} was counted up ${raised} times, and is at ${title}.`);
    const isLost = deletedAt === null && list !== null && deleted.has(list);
    check(!isLost, `The todo ${id} is in the deleted list ${list}.`);
    const tags = links.filter(({ todo }) => todo === id).length;
    check(tags <= 20, `The todo ${id} has ${tags} tags.`);
  }
  return found;
}
