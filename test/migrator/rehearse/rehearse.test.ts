import { beforeAll, expect, test } from '@jest/globals';
import type { RehearsalHooks } from '../../../src/migrator/rehearse/moment.ts';
import { describeDatabases } from '../../support/databases.ts';
import { createLists, migration, type Steps } from '../run/runner.ts';
import { projectOf, rehearseAll, useTestServer } from './rehearsed.ts';

const addNote = (m: Steps) => m.both('alter table "todos" add column "note" text null');
const dropNote = (m: Steps) => {
  m.both('alter table "todos" drop column "note"');
  m.loses({ table: 'todos', column: 'note' });
};
const note = migration('Migration02_note', addNote, dropNote);
const typo = (m: Steps) => m.both('alter table "nowhere" add column "note" text null');

describeDatabases('a rehearsal', (database) => {
  beforeAll(useTestServer);
  const only = { dialects: [database.dialect] };

  test('carries a migration out up, down and up again, and reads the schema each time', async () => {
    const [, rehearsed] = await rehearseAll(database, [createLists, note], only);
    const columns = (pass: 'up' | 'down' | 'again') =>
      rehearsed?.[pass]?.schema.tables.find(({ name }) => name === 'todos')?.columns.map(({ name }) => name);
    expect(rehearsed?.failure).toBeUndefined();
    expect(rehearsed?.before.tables.map(({ name }) => name)).toEqual(['lists', 'todos']);
    expect(columns('up')).toEqual(['id', 'title', 'list_id', 'note']);
    expect(columns('down')).toEqual(['id', 'title', 'list_id']);
    expect(columns('again')).toEqual(['id', 'title', 'list_id', 'note']);
    expect(rehearsed?.down?.losses).toEqual([{ table: 'todos', column: 'note' }]);
  });

  test('only applies what comes before the migrations that are asked for', async () => {
    const passes: string[] = [];
    const hooks: RehearsalHooks = {
      before: async ({ name, pass }) => void passes.push(`${name} ${pass}`),
    };
    const all = await rehearseAll(database, [createLists, note], {
      ...only,
      migrations: ['Migration02_note'],
      hooks,
    });
    expect(all.map(({ name }) => name)).toEqual(['Migration02_note']);
    expect(passes).toEqual(['up', 'down', 'again'].map((pass) => `Migration02_note ${pass}`));
  });

  test('tries nothing after a migration that does not run, even where it was not asked for', async () => {
    const all = await rehearseAll(database, [createLists, migration('Migration02_typo', typo), note], {
      ...only,
      migrations: ['Migration02_note'],
    });
    expect(all.map(({ name, failure }) => [name, failure?.pass, failure?.code])).toEqual([
      ['Migration02_typo', 'up', 'STATEMENT_FAILED'],
    ]);
  });

  test('goes on after a down that was rolled back', async () => {
    const all = await rehearseAll(
      database,
      [createLists, migration('Migration02_note', addNote, typo), migration('Migration03_none', () => {})],
      only,
    );
    expect(all.map(({ name, failure }) => [name, failure?.pass])).toEqual([
      ['Migration01_create_lists', undefined],
      ['Migration02_note', 'down'],
      ['Migration03_none', undefined],
    ]);
  });

  test('stops after a down that left something behind', async () => {
    const halfway = migration(
      'Migration02_halves',
      (m) => {
        addNote(m);
        m.both('create table "extra" ("id" integer)');
      },
      (m) => {
        dropNote(m);
        m.sqlite('vacuum');
        m.postgresql('vacuum "todos"');
        typo(m);
      },
      { transactional: false },
    );
    const all = await rehearseAll(
      database,
      [createLists, halfway, migration('Migration03_none', () => {})],
      only,
    );
    expect(all.map(({ name, failure }) => [name, failure?.pass])).toEqual([
      ['Migration01_create_lists', undefined],
      ['Migration02_halves', 'down'],
    ]);
  });

  test('asks again after a refusal as often as something is done about it', async () => {
    const unique = migration(
      'Migration02_unique',
      (m) => m.both('create unique index "uq" on "todos" ("list_id")'),
      (m) => m.both('drop index "uq"'),
    );
    const codes: string[] = [];
    const hooks: RehearsalHooks = {
      async refused({ transaction }, { code }) {
        codes.push(code);
        await transaction((execute) => execute('delete from "todos" where "id" = 2'));
        return codes.length < 3;
      },
    };
    const all = await rehearseAll(database, [createLists, unique], { ...only, hooks });
    expect(codes).toEqual(['ROWS_REFUSED']);
    expect(all.map(({ failure }) => failure)).toEqual([undefined, undefined]);
  });

  test('does nothing to the database of the application', async () => {
    const project = await projectOf(database, [createLists]);
    await rehearseAll(database, [createLists], only);
    const connection = project.driver.getConnection();
    await expect(connection.execute('select * from "lists"')).rejects.toThrow('lists');
  });
});

describeDatabases(
  'a rehearsal on both databases',
  (database) => {
    beforeAll(useTestServer);

    test('goes pass by pass, so that they can be compared in between', async () => {
      const passes: string[] = [];
      const hooks: RehearsalHooks = {
        after: async ({ dialect, pass }) => void passes.push(`${pass} ${dialect}`),
      };
      await rehearseAll(database, [createLists], { hooks });
      expect(passes).toEqual(
        ['up', 'down', 'again'].flatMap((pass) => [`${pass} sqlite`, `${pass} postgresql`]),
      );
    });

    test('is over where a hook fails', async () => {
      const before = async () => {
        throw new Error('Seen enough.');
      };
      await expect(rehearseAll(database, [createLists], { hooks: { before } })).rejects.toThrow(
        'Seen enough.',
      );
    });
  },
  'sqlite',
);
