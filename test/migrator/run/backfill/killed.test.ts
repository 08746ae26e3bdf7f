import { afterAll, expect, test } from '@jest/globals';
import { describeDatabases } from '../../../support/databases.ts';
import { newCommandLineProject, removeProjects } from '../command-line.ts';
import { openRunner } from '../runner.ts';

const create = `
  override up() {
    this.addSql('create table "notes" ("a" integer not null, "b" integer not null, "slug" varchar(100) null, "n" integer not null, primary key ("a", "b"))');
    for (let id = 0; id < 60; id++) {
      this.addSql(\`insert into "notes" values (\${id % 7}, \${id}, null, 0)\`);
    }
  }
  override down() {
    this.addSql('drop table "notes"');
    this.loses({ table: 'notes' });
  }`;

const fill = `
  override isTransactional() {
    return false;
  }
  override up() {
    this.addSql('alter table "notes" add column "extra" integer null');
    this.backfill({
      table: 'notes',
      set: { slug: \`'slug ' || "b"\`, n: '"n" + 1' },
      where: '"slug" is null',
      batchSize: 10,
      pause: 0,
    });
    this.addSql('update "notes" set "extra" = 1');
  }
  override down() {
    this.addSql('alter table "notes" drop column "extra"');
    this.loses({ table: 'notes', column: 'extra' });
  }`;

afterAll(removeProjects);

describeDatabases('a backfill whose process is killed', (database) => {
  test('goes on at the batch after the last one that was committed, wherever that was', async () => {
    const project = await newCommandLineProject({ Migration01_create: create, Migration02_fill: fill });
    const location = await database.create('empty');
    const { query } = await openRunner(database, [], { location });
    const changed = async () => {
      const [row] = await query(
        'select cast(count("slug") as integer) as "done", max("n") as "n" from "notes"',
      );
      return row;
    };
    await project.run(location, 'migration:up --to Migration01_create');
    const text = database.dialect === 'sqlite' ? '' : `'`;
    const value = (n: number) => `${text}${n}${text}`;
    const last = `${value(3)}, ${value(17)}`;
    const points: [KILL_BEFORE: string, done: number, n: number][] = [
      // Only the statement before the backfill is done.
      ['update "notes" set "slug"', 0, 0],
      // The second batch is changed, but its place is not noted: it is gone with its transaction.
      ['insert into .*mikro_orm_migrations.*"rows":20', 10, 1],
      // The third batch is committed.
      [`update "notes" set "slug" .* > .${last}`, 30, 1],
    ];
    for (const [KILL_BEFORE, done, n] of points) {
      const { signal, stderr } = await project.run(location, 'migration:up', { KILL_BEFORE });
      expect([KILL_BEFORE, signal, stderr]).toEqual([KILL_BEFORE, 'SIGKILL', '']);
      expect(await changed()).toEqual({ done, n });
    }
    const { code, stdout, stderr } = await project.run(location, 'migration:up');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Migration02_fill was interrupted; continuing with statement 2 of 3.');
    expect(stdout).toContain(
      `going on with the backfill of "notes" after "a" = ${value(3)}, "b" = ${value(17)}.`,
    );
    expect(stdout).toContain('Migration02_fill: "notes": 60 rows changed');
    expect(await query('select distinct "n", "extra" from "notes"')).toEqual([{ n: 1, extra: 1 }]);
    expect(await changed()).toEqual({ done: 60, n: 1 });
    expect(await query('select "name", "position" from "mikro_orm_migrations" order by "id"')).toEqual([
      { name: 'Migration01_create', position: null },
      { name: 'Migration02_fill', position: null },
    ]);
  });
});
