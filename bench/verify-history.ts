/**
 * How long `migration:verify` takes over a long history: `node bench/verify-history.ts [migrations]`, 200 by default.
 * A sixth of them make a table that refers to the one before it; the others change one, each in another way.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOrm } from '../src/database/orm.ts';
import type { Loss } from '../src/migrator/dual-migration.ts';
import { DualMigration, type DualMigrator, dualMigrator } from '../src/migrator/index.ts';
import { printVerification, verifyMigrations } from '../src/migrator/verify/index.ts';

/** What one direction does: statements for both databases, for one of them, or rebuilds of an SQLite table. */
interface Steps {
  both?: string[];
  postgresql?: string[];
  rebuild?: string[];
  loses?: Loss[];
}

/** The changes that follow each table, in turn. */
const CHANGES: ((table: string, number: number) => { up: Steps; down: Steps })[] = [
  (table, number) => ({
    up: { both: [`alter table "${table}" add column "note_${number}" integer not null default ${number}`] },
    down: {
      both: [`alter table "${table}" drop column "note_${number}"`],
      loses: [{ table, column: `note_${number}` }],
    },
  }),
  (table, number) => ({
    up: { both: [`create index "ix_${table}_${number}" on "${table}" ("made_at", "id")`] },
    down: { both: [`drop index "ix_${table}_${number}"`] },
  }),
  (table, number) => ({
    up: {
      both: [
        `alter table "${table}" add constraint "ck_${number}" check ("amount" is null or "amount" <> 123456)`,
      ],
    },
    down: { both: [`alter table "${table}" drop constraint "ck_${number}"`] },
  }),
  (table) => ({
    up: {
      rebuild: [`alter column "title" set default 'New'`],
      postgresql: [`alter table "${table}" alter column "title" set default 'New'`],
    },
    down: {
      rebuild: ['alter column "title" drop default'],
      postgresql: [`alter table "${table}" alter column "title" drop default`],
    },
  }),
  (table, number) => ({
    up: { both: [`alter table "${table}" rename column "amount" to "amount_${number}"`] },
    down: { both: [`alter table "${table}" rename column "amount_${number}" to "amount"`] },
  }),
];

function createTable(table: string, parent: string | undefined): { up: Steps; down: Steps } {
  const reference =
    parent === undefined
      ? ''
      : `, constraint "fk_${table}" foreign key ("parent_id") references "${parent}" ("id") on delete cascade`;
  return {
    up: {
      both: [
        `create table "${table}" ("id" integer not null, "title" text null, "amount" integer null, "made_at" date null, "done" boolean not null default false, "parent_id" integer null, constraint "pk_${table}" primary key ("id")${reference})`,
      ],
    },
    down: { both: [`drop table "${table}"`], loses: [{ table }] },
  };
}

/** The migration number `number`. */
function migrationClass(number: number): typeof DualMigration {
  const group = Math.floor(number / (CHANGES.length + 1));
  const table = `table_${group}`;
  const change = CHANGES[(number % (CHANGES.length + 1)) - 1];
  const { up, down } =
    change?.(table, number) ?? createTable(table, group === 0 ? undefined : `table_${group - 1}`);
  return class extends DualMigration {
    override name = `Migration${String(number).padStart(14, '0')}`;

    override up() {
      this.#add(up);
    }

    override down() {
      this.#add(down);
    }

    #add({ both = [], postgresql = [], rebuild = [], loses = [] }: Steps) {
      for (const sql of both) {
        this.addSql(sql);
      }
      for (const sql of postgresql) {
        this.postgresql(sql);
      }
      if (rebuild.length > 0) {
        this.rebuildSqlite(table, ...rebuild);
      }
      for (const loss of loses) {
        this.loses(loss);
      }
    }
  };
}

const total = Number(process.argv[2] ?? 200);
const folder = await mkdtemp(join(tmpdir(), 'bench-verify-'));
const orm = await openOrm(
  { dialect: 'sqlite', path: ':memory:' },
  {
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [dualMigrator()],
    migrations: {
      migrationsList: Array.from({ length: total }, (_, number) => migrationClass(number)) as never,
    },
  },
);
try {
  const project = await (orm.migrator as unknown as DualMigrator).project();
  const start = process.cpuUsage();
  const result = await verifyMigrations(
    { ...project, folder },
    { seed: 1 },
    {
      report: (line, done) => (done ?? 0) % 20 === 0 && process.stderr.write(`${line} ${done ?? ''}\n`),
      end: () => {},
    },
  );
  const { user, system } = process.cpuUsage(start);
  const lines = printVerification(result);
  console.log([...lines.slice(0, 6), '…', ...lines.slice(total)].join('\n'));
  console.log(`Of it ${((user + system) / 1e6).toFixed(1)} s processor time of this process.`);
} finally {
  await orm.close(true);
  await rm(folder, { recursive: true, force: true });
}
