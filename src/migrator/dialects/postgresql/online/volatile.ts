import { tokenizePostgresql } from '../sql/tokens.ts';

/** What may stand before a parenthesis in an expression that has one value for a whole statement. */
const STEADY = new Set(
  `now transaction_timestamp statement_timestamp current_timestamp current_time localtime localtimestamp timezone
  current_setting date_trunc date_part extract to_timestamp to_date to_char make_date make_time make_timestamp
  make_timestamptz make_interval age abs round trunc ceil floor lower upper trim btrim ltrim rtrim concat format length
  replace coalesce nullif greatest least cast array_fill jsonb_build_object jsonb_build_array json_build_object
  json_build_array to_json to_jsonb decode encode md5 repeat substring left right row
  varchar char character varying bpchar numeric decimal bit timestamp timestamptz time timetz interval float
  and or not in case when then else is any all values array`.split(/\s+/),
);

/**
 * Whether a default may give each row another value, so that `add column` writes the whole table anew under ACCESS
 * EXCLUSIVE (manual, "ALTER TABLE", notes: "a volatile DEFAULT"). A function that is not known to be steady is taken
 * for a volatile one: that costs a migration more, never a standstill.
 */
export function isVolatile(expression: string): boolean {
  const tokens = tokenizePostgresql(expression);
  return tokens.some(
    (token, index) =>
      (token.kind === 'word' || token.kind === 'quoted') &&
      tokens[index + 1]?.text === '(' &&
      !STEADY.has(token.value),
  );
}
