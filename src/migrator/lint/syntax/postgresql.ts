/** Where a text is no SQL. */
export interface SyntaxProblem {
  message: string;
  /** Offset in the text. */
  offset: number;
}

/** Reads a text with PostgreSQL's own parser. The bodies of functions are text to it. */
export async function findPostgresqlProblem(sql: string): Promise<SyntaxProblem | undefined> {
  // Loaded when it is asked for: a parser in WebAssembly is no part of a server.
  const { parse, hasSqlDetails } = await import('libpg-query');
  try {
    await parse(sql);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    const offset = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    return { message: error.message, offset: Math.max(0, Math.min(offset, sql.length - 1)) };
  }
}
