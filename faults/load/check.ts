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
  const titles = new Map<string, number>();
  for (const title of found.values()) {
    titles.set(title, (titles.get(title) ?? 0) + 1);
  }
  const entries = new Map([...ledger.entries].map((entry) => [entry.id, entry]));
  const acknowledged = [...entries.values()].filter((entry) => entry.acknowledged !== undefined);
  return {
    missing: acknowledged.filter(({ id }) => !found.has(id)).map(({ id }) => id),
    changed: [...entries.values()]
      .filter(({ id, acknowledged: last, possible }) => {
        const title = found.get(id);
        return title !== undefined && title !== last && !possible.includes(title);
      })
      .map(({ id }) => id),
    twice: [...titles].filter(([, count]) => count > 1).map(([title]) => title),
    unknown: [...found.keys()].filter((id) => !entries.has(id)),
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
