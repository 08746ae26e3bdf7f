/**
 * Time and memory of an SQLite rebuild of 1,000,000 rows, beside the same rebuild as stock MikroORM writes it.
 *
 *   npx node bench/sqlite-rebuild.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/sqlite';
import { rebuildTable } from '../src/migrator/dialects/sqlite/rebuild/index.ts';
import type { Execute } from '../src/migrator/run/execute.ts';

const ROWS = 1_000_000;

const COLUMNS = `"id" text not null, "title" text not null default 'new', "amount" text null, "list_id" integer null,
  "created_at" datetime not null default 0, constraint "pk_todos" primary key ("id"),
  constraint "fk_todos_list" foreign key ("list_id") references "lists" ("id") on delete cascade,
  constraint "ck_todos_title" check (length("title") <= 200)`;
const INDEXES = [
  'create index "ix_todos_title" on "todos" ("title")',
  'create index "ix_todos_created_at" on "todos" ("created_at", "id")',
];

const KINDS: Record<string, (execute: Execute) => Promise<unknown>> = {
  async stock(execute) {
    await execute(`create table "todos__temp_alter" (${COLUMNS})`);
    await execute(
      'insert into "todos__temp_alter" select "id", "title", "amount", "list_id", "created_at" from "todos"',
    );
    await execute('drop table "todos"');
    await execute('alter table "todos__temp_alter" rename to "todos"');
    for (const index of INDEXES) {
      await execute(index);
    }
  },
  rebuild: (execute) => rebuildTable(execute, 'todos', [`alter column "title" set default 'newer'`]),
  'rebuild that converts and checks': (execute) =>
    rebuildTable(execute, 'todos', [
      'alter column "amount" type integer',
      'alter column "list_id" set not null',
      'add constraint "ck_todos_amount" check ("amount" > 0)',
    ]),
};

const [kind] = process.argv.slice(2);
const run = kind === undefined ? undefined : KINDS[kind];
if (run === undefined) {
  // A process for each, because the peak of memory is that of the process.
  for (const name of Object.keys(KINDS)) {
    spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' });
  }
} else {
  await measure(kind ?? '', run);
}

async function measure(name: string, rebuild: (execute: Execute) => Promise<unknown>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-rebuild-'));
  const orm = new MikroORM({
    dbName: join(folder, 'bench.db'),
    entities: [],
    discovery: { warnWhenNoEntities: false },
  });
  await orm.connect();
  const execute: Execute = (sql) => orm.em.getConnection().execute(sql);
  await execute('create table "lists" ("id" integer primary key)');
  await execute('insert into "lists" values (1)');
  await execute(`create table "todos" (${COLUMNS})`);
  for (const index of INDEXES) {
    await execute(index);
  }
  await execute(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    insert into "todos" select lower(hex(randomblob(16))), 'title number ' || i, i, 1, 1767225600000 + i from n`);
  const before = peakMemory();
  const start = performance.now();
  await execute('pragma foreign_keys = off');
  await execute('begin');
  await rebuild(execute);
  await execute('commit');
  const seconds = (performance.now() - start) / 1000;
  console.log(`${name}: ${seconds.toFixed(1)} s, ${Math.round(peakMemory() - before)} MB more at the peak`);
  await orm.close();
  rmSync(folder, { recursive: true });
}

/** The most memory that this process ever held, in MB; Linux only. */
function peakMemory(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
}
