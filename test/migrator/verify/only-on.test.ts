import { beforeAll, expect, test } from '@jest/globals';
import type { OnlyOn } from '../../../src/migrator/model/only-on.ts';
import { verifyMigrations } from '../../../src/migrator/verify/index.ts';
import { describeDatabases } from '../../support/databases.ts';
import { projectOf, useTestServer } from '../rehearse/rehearsed.ts';
import { migration, openRunner } from '../run/runner.ts';

const notes = migration(
  'Migration01_notes',
  (m) => m.both('create table "notes" ("id" integer not null primary key, "text" text not null);'),
  (m) => {
    m.both('drop table "notes";');
    m.loses({ table: 'notes' });
  },
);

/** An index of words that SQLite keeps in a virtual table, and PostgreSQL in an index. */
const search = migration(
  'Migration02_search',
  (m) => {
    m.sqlite('create table "note_keys" ("key" integer primary key, "note" integer not null unique);');
    m.sqlite('create virtual table "note_words" using fts5 ("text");');
    m.sqlite(
      `create trigger "note_words_insert" after insert on "notes" begin
        insert into "note_keys" ("note") values (new."id");
        insert into "note_words" (rowid, "text") select "key", new."text" from "note_keys" where "note" = new."id";
      end;`,
    );
    m.sqlite(
      `create trigger "note_words_delete" after delete on "notes" begin
        delete from "note_words" where rowid = (select "key" from "note_keys" where "note" = old."id");
        delete from "note_keys" where "note" = old."id";
      end;`,
    );
    m.postgresql(`create index "ix_note_words" on "notes" using gin (to_tsvector('simple', "text"));`);
  },
  (m) => {
    m.sqlite('drop trigger "note_words_insert";');
    m.sqlite('drop trigger "note_words_delete";');
    m.sqlite('drop table "note_words";');
    m.sqlite('drop table "note_keys";');
    m.postgresql('drop index "ix_note_words";');
  },
);

const cleared = migration('Migration03_cleared', (m) => {
  m.both('delete from "notes";');
  m.loses({ table: 'notes', rows: 'all of them' });
});

const onlyOn: OnlyOn = {
  sqlite: ['note_keys', 'note_words', 'note_words_insert', 'note_words_delete'],
  postgresql: ['ix_note_words'],
};

describeDatabases(
  'what one database is meant to have alone',
  (database) => {
    beforeAll(useTestServer);

    const verify = async (declared: OnlyOn) => {
      const project = await projectOf(database, [notes, search], { onlyOn: declared });
      const options = { seed: 1 };
      return verifyMigrations(project, options, { report: () => {}, end: () => {} });
    };

    test('is no difference, and has no rows but those that it derives', async () => {
      const { findings, notes: said, migrations } = await verify(onlyOn);
      expect([findings, said, migrations.length]).toEqual([[], [], 2]);
    });

    test('is a difference where it is not declared; tables in which a virtual table keeps its content are none', async () => {
      const { findings } = await verify({ sqlite: ['note_words_insert'] });
      const differences = findings.filter(({ code }) => code === 'NOT_EQUIVALENT');
      expect(differences.map(({ message }) => message.split('. ')[0])).toEqual([
        'Table "note_keys" is on SQLite and not on PostgreSQL',
        'Index "ix_note_words" on "notes" is on PostgreSQL and not on SQLite',
        'Trigger "note_words_delete" on "notes" is on SQLite and not on PostgreSQL',
      ]);
      expect(findings.some(({ code }) => code === 'FAILED')).toBe(true);
    });

    test('loses its rows without a declaration when migrations run', async () => {
      const runner = await openRunner(database, [notes, search, cleared], { onlyOn });
      await runner.orm.migrator.up({ to: 'Migration02_search' });
      await runner.query(`insert into "notes" values (1, 'milk')`);
      await runner.orm.migrator.up();
      expect(await runner.query('select count(*) as "n" from "note_keys"')).toEqual([{ n: 0 }]);
      await runner.query(`insert into "notes" values (2, 'bread')`);
      await runner.orm.migrator.down({ to: 'Migration01_notes' });
      expect(await runner.query('select "text" from "notes"')).toEqual([{ text: 'bread' }]);
    });

    test('is refused to lose rows where it is not declared', async () => {
      const runner = await openRunner(database, [notes, search, cleared]);
      await runner.orm.migrator.up({ to: 'Migration02_search' });
      await runner.query(`insert into "notes" values (1, 'milk')`);
      await expect(runner.orm.migrator.up()).rejects.toMatchObject({
        code: 'UNDECLARED_LOSS',
        message: expect.stringContaining('1 row of table "note_keys"'),
      });
    });
  },
  'sqlite',
);
