/** The longest message that is worth a line. */
const MAX_LENGTH = 500;

/** Between any quotes; what is not closed goes on to the end. */
const QUOTED = /"[^"]*("|$)|'[^']*('|$)|`[^`]*(`|$)/g;
/** What V8 and graphql-js put behind these words stands there without quotes. */
const UNQUOTED = /\b(value|specified|input): [^…].*/s;

/**
 * In these classes of SQLSTATE, messages quote values: "invalid input syntax for type uuid: …". In all others they quote
 * names of tables, columns and users, which an operator needs. PostgreSQL manual, appendix A.
 */
const QUOTES_VALUES = /^(22|P0|XX)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
const SYSTEM_ERROR = /^E[A-Z0-9]{3,}$/;

/**
 * The message of an error without the values that it quotes, which may be what somebody wrote into a todo.
 *
 * @param code The code of the error, where it has one: SQLSTATE, SQLite's or the system's.
 */
export function cutValues(message: string, code: string | undefined): string {
  const keepsNames =
    code !== undefined && SQLSTATE.test(code) && !SYSTEM_ERROR.test(code) && !QUOTES_VALUES.test(code);
  const cut = keepsNames ? message : message.replace(QUOTED, '"…"').replace(UNQUOTED, '$1: …');
  return cut.length > MAX_LENGTH ? `${cut.slice(0, MAX_LENGTH)}…` : cut;
}
