import type { Operation } from './load.ts';

/** Two arrangements and what both are asked. */
export interface Contest {
  name: string;
  operation: Operation;
  /** The server module that ours is compared with. */
  other: 'server-textbook' | 'server-insert';
  /** How many requests ours is to answer in the processor time in which the other answers one. */
  target: number;
  /** What of the answers is the same on both; where undefined, nothing needs to be. */
  alike?(data: Record<string, unknown>): unknown;
}

const OWN_FIELDS = 'id title description isDone dueDate priority createdAt';

/** @param ids Of the todos that there are. */
export function contestsOver(ids: readonly string[]): Contest[] {
  return [
    {
      name: 'page of 20 todos, list, tags',
      other: 'server-textbook',
      target: 5,
      operation: {
        query: `query Page($first: Int!) {
          todos(first: $first) {
            nodes { ${OWN_FIELDS} list { id name color } tags { id name color } }
            pageInfo { hasNextPage endCursor }
          }
        }`,
        variables: () => ({ first: 20 }),
      },
      alike: ({ todos }) => (todos as { nodes: unknown }).nodes,
    },
    {
      name: 'one todo by its id',
      other: 'server-textbook',
      target: 3,
      operation: {
        query: `query One($id: ID!) { todo(id: $id) { ${OWN_FIELDS} } }`,
        variables: (n) => ({ id: ids[(n * 7919) % ids.length] }),
      },
      alike: (data) => data,
    },
    {
      name: 'create a todo',
      other: 'server-insert',
      target: 1 / 1.5,
      operation: {
        query: `mutation Create($input: CreateTodoInput!) {
          createTodo(input: $input) {
            todo { ${OWN_FIELDS} version }
            userErrors { code field message }
          }
        }`,
        variables: (n) => ({
          input: {
            title: `Buy ${n} litres of milk`,
            description: 'Whole',
            dueDate: '2026-12-01',
            priority: 'HIGH',
          },
        }),
      },
    },
  ];
}
