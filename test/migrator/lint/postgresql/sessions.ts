import { Client } from 'pg';
import { createDatabase } from '../../../support/templates.ts';
import { until } from '../../../support/until.ts';

/** What others wait for. */
export type Blocked = 'nothing' | 'writes' | 'reads and writes';

/** A database with a session that migrates, one of a client who reads and writes, and one that has been busy for long. */
export interface Sessions {
  migration: Client;
  client: Client;
  /** What the client cannot do with a table now: it waits a tenth of a second for a lock. */
  blocked(table: string): Promise<Blocked>;
  /** Changes when the migration has read rows of a table one after the other, or has written it anew. */
  work(table: string): Promise<string>;
  /** Runs a statement that waits for older transactions, while one is open, and asks `look` in the meantime. */
  whileWaiting<T>(statement: string, table: string, look: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens sessions on a new database that `setup` has filled. */
export async function openSessions(setup: string): Promise<Sessions> {
  const location = await createDatabase('postgresql', 'empty');
  const url = 'url' in location ? location.url : '';
  const clients = [0, 1, 2].map(() => new Client({ connectionString: url }));
  const [migration, client, busy] = clients as [Client, Client, Client];
  for (const one of clients) {
    await one.connect();
  }
  await migration.query(setup);
  await client.query(`set lock_timeout = '100ms'`);
  const { rows } = await migration.query<{ pid: number }>('select pg_backend_pid() as pid');
  const isWaiting = async () => {
    const answer = await client.query<{ waits: boolean }>(
      `select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = $1`,
      [rows[0]?.pid],
    );
    return answer.rows[0]?.waits === true;
  };
  return {
    migration,
    client,
    async blocked(table) {
      if (await isRefused(client, `select count(*) from ${table}`)) {
        return 'reads and writes';
      }
      return (await isRefused(client, `insert into ${table} default values`)) ? 'writes' : 'nothing';
    },
    async work(table) {
      const answer = await migration.query<{ work: string }>(
        `select concat_ws(' ', seq_tup_read, pg_relation_filenode(relid)) as work
           from pg_stat_xact_user_tables where relname = $1`,
        [table],
      );
      return String(answer.rows[0]?.work);
    },
    async whileWaiting(statement, table, look) {
      await busy.query('begin isolation level repeatable read');
      await busy.query(`select count(*) from ${table}`);
      const running = migration.query(statement);
      try {
        await until(isWaiting);
        return await look();
      } finally {
        await busy.query('commit');
        await running;
      }
    },
    async close() {
      await Promise.all(clients.map((one) => one.end()));
    },
  };
}

/** Whether a lock was not granted; what the statement changes is taken back. */
async function isRefused(client: Client, statement: string): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(statement);
    return false;
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') {
      throw error;
    }
    return true;
  } finally {
    await client.query('rollback');
  }
}
