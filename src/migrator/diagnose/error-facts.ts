/** What a driver says of an error beside its sentence. MikroORM's exceptions carry the driver's properties. */
export interface ErrorFacts {
  /** PostgreSQL: SQLSTATE. SQLite: its extended result code, `SQLITE_CONSTRAINT_UNIQUE`. */
  code: string;
  message: string;
  /** PostgreSQL only. */
  detail: string | undefined;
}

/** Reads the facts of `error`: of the first in its chain of causes that has a code. */
export function readErrorFacts(error: unknown): ErrorFacts {
  const chain = causesOf(error);
  const { code, message, detail } = chain.find((cause) => typeof cause.code === 'string') ?? chain[0] ?? {};
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : String(error),
    detail: typeof detail === 'string' ? detail : undefined,
  };
}

/** By shape and not by class: an error that a native driver makes need not be of this realm's `Error`. */
function causesOf(error: unknown): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  for (let cause = error; typeof cause === 'object' && cause !== null; ) {
    const facts = cause as Record<string, unknown>;
    chain.push(facts);
    cause = chain.length < 10 ? facts.cause : undefined;
  }
  return chain;
}
