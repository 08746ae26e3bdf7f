import { Client } from 'pg';

/** The declared type knows nothing of these two. */
type Connection = Client & { ref(): void; unref(): void };

let connected: Promise<Connection> | undefined;

/** A connection to the maintenance database of the tests' PostgreSQL: one for all that this process asks of it. */
async function maintenance(): Promise<Connection> {
  connected ??= (async () => {
    const client = new Client({ connectionString: process.env.TODO_TEST_POSTGRES_URL }) as Connection;
    // The server may end first.
    client.on('error', () => {});
    client.once('end', () => {
      connected = undefined;
    });
    await client.connect();
    return client;
  })();
  return connected;
}

/** Sends a statement to the maintenance database of the tests' PostgreSQL. The connection does not keep the process. */
export async function maintain<Row extends object>(statement: string, values?: unknown[]): Promise<Row[]> {
  const client = await maintenance();
  client.ref();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    client.unref();
  }
}

/** Every database of one process of a run starts with this. */
export function databasePrefix(): string {
  return `${process.env.TODO_TEST_PREFIX}_w${process.env.JEST_WORKER_ID}`;
}

/** Drops the databases of this process that nobody is connected to. */
export async function dropUnused(): Promise<void> {
  const unused = await maintain<{ name: string }>(
    `select quote_ident(datname) as name from pg_database
      where starts_with(datname, $1) and not exists (select from pg_stat_activity where datid = pg_database.oid)`,
    [databasePrefix()],
  );
  for (const { name } of unused) {
    // Somebody may have come meanwhile.
    await maintain(`drop database if exists ${name}`).catch(() => {});
  }
}
