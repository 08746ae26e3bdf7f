import type { RequestScope } from '../request-scope.ts';

/** What a line says of every request, whichever way it came. */
export interface RequestLine {
  ms: number;
  /** GraphQL: the name that the client gave the operation. */
  operation?: string;
  kind?: string;
  /** Who asked. */
  user?: string;
  /** How many statements it sent to the database, and how long it waited for them. */
  sql?: number;
  sqlMs?: number;
  /** What came of it, where not all went well. */
  codes?: string[];
}

/** Names come from clients: long ones are cut. */
const MAX_NAME = 64;

/** @param ms How long it took. */
export function requestLine(scope: RequestScope, ms: number): RequestLine {
  const { operation, viewerId, statements, statementMs, codes } = scope;
  const line: RequestLine = { ms: tenth(ms) };
  if (operation !== undefined) {
    line.operation = operation.name?.slice(0, MAX_NAME);
    line.kind = operation.kind;
    line.user = viewerId;
    line.sql = statements;
    line.sqlMs = tenth(statementMs);
  }
  if (codes.size > 0) {
    line.codes = [...codes];
  }
  return line;
}

function tenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}
