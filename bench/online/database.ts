import { Client } from 'pg';
import { type PostgresServer, startPostgres } from '../../src/migrator/rehearse/scratch/postgres-server.ts';

/** Rows that one statement inserts. */
const BATCH = 200_000;
/** Todos that are asked for one by one, about. */
const SAMPLE = 5000;

/**
 * A PostgreSQL with the memory of a small production server; everything that decides how long locks last is as it
 * comes. It does not sync files (that says how fast the disk is, not who waits for whom), so checkpoints cost less.
 */
export function startServer(): Promise<PostgresServer> {
  return startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB', 'maintenance_work_mem=256MB']);
}

/** Runs `body` on a connection to the database `name` of `server`. */
export async function withClient<T>(
  server: PostgresServer,
  name: string,
  body: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: databaseUrl(server, name) });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

/** The address of the database `name`. */
export function databaseUrl(server: PostgresServer, name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** The name of the database at `url`. */
export function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** Creates the database `name`, empty or as a copy of `template`. */
export async function createDatabase(server: PostgresServer, name: string, template?: string): Promise<void> {
  const copy = template === undefined ? '' : ` template ${template} strategy file_copy`;
  await withClient(server, 'postgres', (client) => client.query(`create database ${name}${copy}`));
}

/** Drops the database `name`: two copies of two million rows at a time are enough. */
export async function dropDatabase(server: PostgresServer, name: string): Promise<void> {
  await withClient(server, 'postgres', (client) => client.query(`drop database ${name} with (force)`));
}

/** Fills `todos` with `rows` todos, made a second apart. Indexes are built at the end, which is faster. */
export async function fillTodos(server: PostgresServer, name: string, rows: number): Promise<void> {
  await withClient(server, name, async (client) => {
    const indexes = await client.query<{ indexname: string; indexdef: string }>(
      `select indexname, indexdef from pg_indexes where tablename = 'todos' and indexname not like 'pk%'`,
    );
    for (const { indexname } of indexes.rows) {
      await client.query(`drop index "${indexname}"`);
    }
    for (let from = 0; from < rows; from += BATCH) {
      await client.query(INSERT, [from, Math.min(from + BATCH, rows) - 1, rows]);
    }
    for (const { indexdef } of indexes.rows) {
      await client.query(indexdef);
    }
    await client.query('vacuum (analyze) todos');
    await client.query('checkpoint');
  });
}

/** $1 to $2: the numbers of the rows; $3: how many there will be. Ids grow with time, as those that the API makes. */
const INSERT = `
  insert into todos (id, title, description, completed_at, due_date, priority, position, created_at, updated_at)
  select uuidv7(make_interval(secs => n - $3::int)),
         (array['Buy milk', 'Call the dentist', 'Pay the rent', 'Water the plants', 'Write to Ada',
                'Mend the bicycle', 'Return the books'])[1 + n % 7] || ' ' || n,
         case when n % 3 > 0 then 'Number ' || n || ', with some words on how to go about it, and why it matters' end,
         case when n % 5 = 0 then now() end,
         case when n % 4 > 0 then date '2026-01-01' + n % 1000 end,
         (array[10, 20, 20, 20, 30, 40])[1 + n % 6],
         lpad(n::text, 15, '0') || 'demo',
         now() - make_interval(secs => $3::int - n),
         now() - make_interval(secs => $3::int - n)
    from generate_series($1::int, $2::int) as n`;

/**
 * Reads the table and its indexes into memory, as a server that has been running has them.
 *
 * @param rows How many rows there are, about.
 * @returns Ids of some of them.
 */
export function warmUp(server: PostgresServer, name: string, rows: number): Promise<string[]> {
  return withClient(server, name, async (client) => {
    await client.query('create extension pg_prewarm');
    await client.query(
      `select pg_prewarm(oid) from pg_class where relname ~ '^((ix|pk|uq)_)?todos' and relkind in ('r', 'i')`,
    );
    await client.query('drop extension pg_prewarm');
    const { rows: found } = await client.query<{ id: string }>(
      `select id from todos tablesample bernoulli (${Math.min(100, (100 * SAMPLE) / rows)})`,
    );
    return found.map(({ id }) => id);
  });
}
