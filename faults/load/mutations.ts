import { randomUUID } from 'node:crypto';
import type { Ledger, Write } from './ledger.ts';

/** A mutation, and what it writes. */
export interface Mutation {
  query: string;
  variables: object;
  writes: Write[];
  /** Whether this `data` of the answer acknowledges every write. */
  acknowledges(data: unknown): boolean;
}

const CREATE = `mutation Create($input: CreateTodoInput!) {
  createTodo(input: $input) { todo { id title } userErrors { code message } }
}`;
const UPDATE = `mutation Update($input: UpdateTodoInput!) {
  updateTodo(input: $input) { todo { id title } userErrors { code message } }
}`;
const CREATE_MANY = `mutation CreateMany($input: ChangeTodosInput!) {
  changeTodos(input: $input) { results { todo { id title } userErrors { code message } } }
}`;

/** How many todos a bulk mutation creates: in one transaction. */
const MANY = 3;

/** The next mutation of a steady load: mostly single statements that create, and some that change, or are transactions. */
export function nextMutation(ledger: Ledger): Mutation {
  const chance = Math.random();
  const entry = chance < 0.25 ? ledger.anySettled() : undefined;
  if (entry !== undefined) {
    return update(entry.id, ledger.nextTitle());
  }
  return chance < 0.75 ? create(ledger) : createMany(ledger);
}

/** As the API makes the ids of todos. */
function idOf(uuid: string): string {
  return Buffer.from(`Todo:${uuid}`).toString('base64url');
}

function create(ledger: Ledger): Mutation {
  const input = { id: randomUUID(), title: ledger.nextTitle() };
  const write = { id: idOf(input.id), title: input.title };
  return {
    query: CREATE,
    variables: { input },
    writes: [write],
    acknowledges: (data) => has(data, 'createTodo', write),
  };
}

function update(id: string, title: string): Mutation {
  const write = { id, title };
  return {
    query: UPDATE,
    variables: { input: { id, title } },
    writes: [write],
    acknowledges: (data) => has(data, 'updateTodo', write),
  };
}

function createMany(ledger: Ledger): Mutation {
  const inputs = Array.from({ length: MANY }, () => ({ id: randomUUID(), title: ledger.nextTitle() }));
  const writes = inputs.map(({ id, title }) => ({ id: idOf(id), title }));
  return {
    query: CREATE_MANY,
    variables: { input: { changes: inputs.map((input) => ({ create: input })), allOrNothing: true } },
    writes,
    acknowledges(data) {
      const { changeTodos } = data as { changeTodos: { results: unknown[] } | null };
      return writes.every((write, index) => has({ result: changeTodos?.results[index] }, 'result', write));
    },
  };
}

/** Whether the payload under `name` has the todo as it was written. */
function has(data: unknown, name: string, { id, title }: Write): boolean {
  const payload = (data as Record<string, { todo?: Partial<Write> | null } | null | undefined>)[name];
  return payload?.todo?.id === id && payload.todo.title === title;
}
