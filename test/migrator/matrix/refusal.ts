import type { Connection } from './connection.ts';
import type { Session } from './engine.ts';
import { expectForeignKeys, expectUnchanged } from './expectations.ts';
import { type QueryCheck, type Refused, Wrong } from './outcome.ts';
import type { State } from './state.ts';

/** A refusal changes nothing, is given again when asked again, and its query finds the rows that it tells of. */
export async function expectRefusal(
  on: 'up' | 'down',
  refusal: Wrong | Refused,
  from: State,
  session: Session,
  connection: Connection,
): Promise<never> {
  const again = await session[on]().then(
    () => 'it went through',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  await expectUnchanged(on, from, connection, on === 'up' ? 1 : 2);
  await expectForeignKeys(on, session);
  const { outcome } = refusal;
  if (outcome.verdict === 'refused') {
    if (again !== outcome.error.message) {
      throw new Wrong(on, 'half-changed', [`refused: ${outcome.error.message}`, `asked again: ${again}`]);
    }
    outcome.query = await tryQuery(connection, again);
  }
  throw refusal;
}

/** Runs the query that a refusal gives to find the rows that stand in the way; undefined where it gives none. */
async function tryQuery(connection: Connection, message: string): Promise<QueryCheck | undefined> {
  const query = /^Find them: (.+)$/m.exec(message)?.[1];
  const claimed = /\b(\d+) rows?\b/.exec(message)?.[1];
  if (query === undefined || claimed === undefined) {
    return undefined;
  }
  const found = await connection.query(query).then(
    (rows) => rows.length,
    (error: unknown) => String(error),
  );
  return { claimed: Number(claimed), found };
}
