import type { Ledger } from './ledger.ts';

/** What the database does not have as the ledger says. */
export interface Differences {
  /** Todos whose creation was acknowledged, and which are not there. */
  missing: string[];
  /** Todos that have another title than was acknowledged last, or than may have been written since. */
  changed: string[];
  /** Titles that more than one todo has. */
  twice: string[];
  /** Todos that nobody wrote. */
  unknown: string[];
}

const PAGE = `query Page($after: String) {
  todos(first: 100, after: $after) { nodes { id title } pageInfo { hasNextPage endCursor } }
}`;

/** Reads all todos from the API at `address`, and holds the ledger against them. No request may be under way. */
export async function compare(ledger: Ledger, address: string): Promise<Differences> {
  const found = await readAll(address);
  const titles = [...found.values()];
  const entries = [...ledger.entries];
  const acknowledged = entries.filter((entry) => entry.id !== undefined);
  const known = new Set(acknowledged.map(({ id }) => id));
  // Nobody knows the id of a todo whose creation was not answered.
  const possible = new Set(entries.filter(({ id }) => id === undefined).flatMap((entry) => entry.possible));
  return {
    missing: acknowledged.filter(({ id = '' }) => !found.has(id)).map(({ key }) => key),
    changed: acknowledged
      .filter(({ id = '', acknowledged: last, possible: later }) => {
        const title = found.get(id);
        return title !== undefined && title !== last && !later.includes(title);
      })
      .map(({ key }) => key),
    twice: titles.filter((title, index) => titles.indexOf(title) !== index),
    unknown: [...found].filter(([id, title]) => !known.has(id) && !possible.has(title)).map(([id]) => id),
  };
}

async function readAll(address: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | null = null;
  do {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: PAGE, variables: { after } }),
    });
    const { data, errors } = (await response.json()) as { data?: Page; errors?: unknown };
    if (data === undefined || errors !== undefined) {
      throw new Error(`The todos cannot be read: ${JSON.stringify(errors)}`);
    }
    for (const { id, title } of data.todos.nodes) {
      found.set(id, title);
    }
    const { hasNextPage, endCursor } = data.todos.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
  return found;
}

interface Page {
  todos: {
    nodes: { id: string; title: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}
