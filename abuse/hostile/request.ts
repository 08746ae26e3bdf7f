/** Something that a stranger sends, and the answer that it deserves. */
export interface HostileRequest {
  /** What it is, as a test names it. */
  name: string;
  /** The body as it is sent; an object is sent as JSON. */
  body?: string | Buffer | object;
  /** Default: POST. */
  method?: string;
  /** Default: /graphql. */
  path?: string;
  headers?: Record<string, string>;
}

/** A request by a document alone. */
export function query(name: string, document: string, variables?: unknown): HostileRequest {
  return { name, body: { query: document, variables } };
}
