/** A row of a result, by column name. */
export type Row = Record<string, unknown>;

/** Runs one statement on the connection, and in the transaction, that it belongs to. Gives the rows of its result. */
export type Execute = (sql: string) => Promise<Row[]>;
