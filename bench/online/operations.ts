import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';

/** One request, and what its answer has to be. */
export interface Operation {
  name: string;
  query: string;
  variables: Record<string, unknown>;
  /** Reads the answer's data and says what is wrong with it, if anything. */
  read(data: unknown): string | undefined;
}

/** An endless row of requests. */
export interface Operations {
  next(): Operation;
}

const PAGE = `query ($first: Int, $after: String, $filter: TodoFilter, $orderBy: [TodoOrder!]) {
  todos(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes { id title description isDone dueDate priority createdAt updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;
const ONE = 'query ($id: ID!) { todo(id: $id) { id title isDone dueDate priority updatedAt } }';
const CREATE = `mutation ($input: CreateTodoInput!) {
  result: createTodo(input: $input) { todo { id title } userErrors { code message } }
}`;
const UPDATE = `mutation ($input: UpdateTodoInput!) {
  result: updateTodo(input: $input) { todo { id isDone } userErrors { code message } }
}`;
const DELETE = `mutation ($input: DeleteTodoInput!) {
  result: deleteTodo(input: $input) { deletedId userErrors { code message } }
}`;

/** The lists that people look at: what is new, what is due, what matters, what has a word in it. */
const LISTS: Record<string, Record<string, unknown>> = {
  newest: {},
  due: { filter: { isDone: { eq: false } }, orderBy: [{ field: 'DUE_DATE' }] },
  urgent: {
    filter: { priority: { in: ['HIGH', 'URGENT'] } },
    orderBy: [{ field: 'CREATED_AT', direction: 'DESC' }],
  },
  'by title': { orderBy: [{ field: 'TITLE' }] },
  search: { filter: { title: { contains: 'milk' } } },
};

/**
 * Three queries and one mutation in turn: pages of every list, from the start and deeper down; single todos; todos
 * created, changed and, of those that were created here, deleted.
 *
 * @param ids Of todos in the database, which nobody deletes.
 */
export function mixedOperations(ids: readonly string[]): Operations {
  const known = ids.map((id) => toGlobalId('Todo', id));
  const created: string[] = [];
  const cursors = new Map<string, string>();
  let count = 0;

  const someId = () => known[Math.floor(Math.random() * known.length)];

  function page(list: string): Operation {
    // Every second page is the one after that which was read last, so that pages get deeper and deeper.
    const after = count % 2 === 0 ? undefined : cursors.get(list);
    return {
      name: `page: ${list}`,
      query: PAGE,
      variables: { first: 20, after, ...LISTS[list] },
      read(data) {
        const { nodes, pageInfo } = (data as { todos: Page }).todos;
        if (pageInfo.endCursor !== null) {
          cursors.set(list, pageInfo.endCursor);
        }
        return nodes.length === 20 ? undefined : `a page of ${nodes.length} todos instead of 20`;
      },
    };
  }

  function one(): Operation {
    const id = someId();
    return {
      name: 'todo',
      query: ONE,
      variables: { id },
      read: (data) =>
        (data as { todo: { id: string } | null }).todo?.id === id ? undefined : 'the todo is gone',
    };
  }

  function create(): Operation {
    const input = { title: `Buy milk again ${count}`, dueDate: '2026-12-24', priority: 'HIGH' };
    return mutation('create', CREATE, input, ({ todo }) => {
      if (todo?.id !== undefined) {
        created.push(todo.id);
      }
      return todo?.title === input.title;
    });
  }

  function update(): Operation {
    const input = { id: someId(), isDone: count % 8 < 4 };
    return mutation('update', UPDATE, input, ({ todo }) => todo?.isDone === input.isDone);
  }

  function remove(): Operation {
    const id = created.shift();
    return id === undefined
      ? create()
      : mutation('delete', DELETE, { id }, ({ deletedId }) => deletedId === id);
  }

  const lists = Object.keys(LISTS);
  const mutations = [create, update, create, update, remove];
  return {
    next() {
      const turn = Math.floor(count / 4);
      const kind = count++ % 4;
      if (kind === 3) {
        return (mutations[turn % mutations.length] ?? create)();
      }
      return kind === 2 ? one() : page(lists[(turn * 2 + kind) % lists.length] ?? 'newest');
    },
  };
}

interface Page {
  nodes: unknown[];
  pageInfo: { endCursor: string | null };
}

interface Result {
  todo?: { id: string; title?: string; isDone?: boolean } | null;
  deletedId?: string | null;
  userErrors: unknown[];
}

function mutation(
  name: string,
  query: string,
  input: Record<string, unknown>,
  isRight: (result: Result) => boolean,
): Operation {
  return {
    name,
    query,
    variables: { input },
    read(data) {
      const { result } = data as { result: Result };
      return isRight(result) ? undefined : `${name}: ${JSON.stringify(result)}`;
    },
  };
}
