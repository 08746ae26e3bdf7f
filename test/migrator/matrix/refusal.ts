import type { Connection } from './connection.ts';
import type { Session } from './engine.ts';
import { expectForeignKeys, expectUnchanged, readHistory } from './expectations.ts';
import { type QueryCheck, type Refused, Wrong } from './outcome.ts';
import type { State } from './state.ts';

/**
 * A refusal changes nothing of its migration, is given again when asked again, and its query finds the rows that it
 * tells of. Where the change is several migrations, taking those before it back gives what was there before all.
 */
export async function expectRefusal(
  on: 'up' | 'down',
  refusal: Wrong | Refused,
  from: State,
  session: Session,
  connection: Connection,
  files: readonly string[],
): Promise<never> {
  const first = files[0] ?? '';
  const go = { up: () => session.up(), down: () => session.down(first) };
  const again = await go[on]().then(
    () => 'it went through',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const { outcome } = refusal;
  const query = outcome.verdict === 'refused' ? await tryQuery(connection, again) : undefined;
  const applied = on === 'up' ? 1 : files.length;
  if ((await readHistory(connection)).length !== applied) {
    const back = on === 'up' ? 'down' : 'up';
    await go[back]().catch((error: unknown) => {
      throw new Wrong(on, 'half-changed', [`refused: ${again}`, `and no way back: ${String(error)}`]);
    });
  }
  await expectUnchanged(on, from, connection, applied);
  await expectForeignKeys(on, session);
  if (outcome.verdict === 'refused') {
    if (again !== outcome.error.message) {
      throw new Wrong(on, 'half-changed', [`refused: ${outcome.error.message}`, `asked again: ${again}`]);
    }
    if (query !== undefined) {
      outcome.query = query;
    }
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
