import { randomUUID } from 'node:crypto';
import type { Ledger, Write } from './ledger.ts';

/** A mutation, and what it writes. */
export interface Mutation {
  query: string;
  variables: object;
  writes: Write[];
  /** The ids of the todos, in their order, where this `data` of the answer acknowledges every write. */
  acknowledged(data: unknown): string[] | undefined;
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
  if (entry?.id !== undefined) {
    return update(entry.key, entry.id, ledger.nextTitle());
  }
  return chance < 0.75 ? create(ledger) : createMany(ledger);
}

function create(ledger: Ledger): Mutation {
  const input = { id: randomUUID(), title: ledger.nextTitle() };
  return {
    query: CREATE,
    variables: { input },
    writes: [{ key: input.id, title: input.title }],
    acknowledged: (data) => idsOf([(data as Payloads).createTodo], [input.title]),
  };
}

function update(key: string, id: string, title: string): Mutation {
  return {
    query: UPDATE,
    variables: { input: { id, title } },
    writes: [{ key, title }],
    acknowledged: (data) => idsOf([(data as Payloads).updateTodo], [title]),
  };
}

function createMany(ledger: Ledger): Mutation {
  const inputs = Array.from({ length: MANY }, () => ({ id: randomUUID(), title: ledger.nextTitle() }));
  return {
    query: CREATE_MANY,
    variables: { input: { changes: inputs.map((input) => ({ create: input })), allOrNothing: true } },
    writes: inputs.map(({ id, title }) => ({ key: id, title })),
    acknowledged: (data) =>
      idsOf(
        (data as Payloads).changeTodos?.results ?? [],
        inputs.map(({ title }) => title),
      ),
  };
}

interface Payload {
  todo?: { id: string; title: string } | null;
}

/** What an answer may hold. */
interface Payloads {
  createTodo?: Payload | null;
  updateTodo?: Payload | null;
  changeTodos?: { results: Payload[] } | null;
}

/** The ids of the todos of `payloads`, where each has its title. */
function idsOf(
  payloads: readonly (Payload | null | undefined)[],
  titles: readonly string[],
): string[] | undefined {
  const found = titles.map((title, index) => {
    const todo = payloads[index]?.todo;
    return todo?.title === title ? todo.id : undefined;
  });
  return found.every((id) => id !== undefined) ? found : undefined;
}
