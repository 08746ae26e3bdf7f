import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { p } from '@mikro-orm/core';
import { describeDatabases } from '../../support/databases.ts';
import { checkedProject, shop } from './project.ts';

describeDatabases('migration:check', (database) => {
  /** A project with two migrations, both applied. */
  async function applied() {
    const project = await checkedProject(await database.create('empty'));
    await project.create(shop(), 'first');
    await project.create(shop({ note: p.text().nullable() }), 'second');
    await project.up();
    return project;
  }
  const entities = () => shop({ note: p.text().nullable() });

  test('finds nothing where all agree, and says what it could not check', async () => {
    const project = await applied();
    expect(await project.check(entities())).toEqual({
      findings: [],
      notes:
        database.dialect === 'postgresql'
          ? []
          : [
              'The snapshot of PostgreSQL was not compared with a replay of the migration files: that needs a PostgreSQL server that answers, or migration:verify, which starts one.',
            ],
    });
  });

  test('finds what the entities ask for and no migration does', async () => {
    const project = await applied();
    const { findings } = await project.check(shop({ note: p.integer().nullable(), extra: p.boolean() }));
    expect(findings).toEqual([
      {
        code: 'NOT_GENERATED',
        message:
          'The entity model changes column "note" of "items", and no migration does that on SQLite and PostgreSQL: run migration:create.',
      },
      {
        code: 'NOT_GENERATED',
        message:
          'The entity model has column "extra" of "items", and no migration does that on SQLite and PostgreSQL: run migration:create.',
      },
    ]);
  });

  test('finds that the migration files do not lead to the snapshot', async () => {
    const project = await checkedProject(await database.create('empty'));
    await project.create(shop(), 'first');
    const edited = await project.copy((text) =>
      text.replace(/create index "ix_items_title"/g, 'create index "other"'),
    );
    await edited.up();
    const { findings } = await edited.check(shop());
    expect(findings.filter(({ code }) => code === 'REPLAY_DIFFERS')).toEqual(
      (database.dialect === 'postgresql' ? ['sqlite', 'postgresql'] : ['sqlite']).map((dialect) => ({
        code: 'REPLAY_DIFFERS',
        message: `The migration files do not lead to snapshot.${dialect}.json: Index "ix_items_title" on "items" is missing.`,
      })),
    );
  });

  test('finds a file that does not run on an empty database', async () => {
    const project = await checkedProject(await database.create('empty'));
    await project.create(shop(), 'first');
    const broken = await project.copy((text) =>
      text.replaceAll('create table "lists"', 'create tabel "lists"'),
    );
    const { findings } = await broken.check(shop());
    expect(findings.find(({ code }) => code === 'REPLAY_FAILED')?.message).toMatch(
      /^The migration files do not run on an empty SQLite: Migration\d+_first failed at statement \d of \d: create tabel .*syntax error.*$/,
    );
  });

  test('says which file cannot be read, and goes on with the others', async () => {
    const project = await applied();
    const merging = await project.copy((text, file) =>
      file === 'snapshot.sqlite.json' || file === 'checksums.txt' ? `<<<<<<< HEAD\n${text}` : text,
    );
    await project.execute('drop index "ix_items_title"');
    const { findings } = await merging.check(entities());
    expect(findings.map(({ code, message }) => [code, /[\w.]+\.(json|txt)/.exec(message)?.[0]])).toEqual([
      ['UNREADABLE', 'snapshot.sqlite.json'],
      ['UNREADABLE', 'checksums.txt'],
      ...(database.dialect === 'postgresql' ? [['DRIFT', undefined]] : []),
    ]);
  });

  test('names what is pending, and compares the database with what is applied', async () => {
    const project = await checkedProject(await database.create('empty'));
    const first = await project.create(shop(), 'first');
    const second = await project.create(entities(), 'second');
    await project.up(first);
    expect((await project.check(entities())).findings).toEqual([
      { code: 'PENDING', message: `${second} is pending: run migration:up.` },
    ]);
    await project.execute('drop index "ix_items_title"');
    expect((await project.check(entities())).findings.map(({ message }) => message)).toEqual([
      `${second} is pending: run migration:up.`,
      'The database is not what its migrations made it: Index "ix_items_title" on "items" is missing.',
    ]);
  });

  test.each<[what: string, statement: Record<'sqlite' | 'postgresql', string>, message: RegExp]>([
    [
      'a table',
      { sqlite: 'drop table "items"', postgresql: 'drop table "items"' },
      /^Table "items" is missing\.$/,
    ],
    [
      'a column',
      {
        sqlite: 'alter table "items" drop column "note"',
        postgresql: 'alter table "items" drop column "note"',
      },
      /^Column "items"\."note" is missing\.$/,
    ],
    [
      'nullability',
      {
        sqlite: 'alter table "items" alter column "title" drop not null',
        postgresql: 'alter table "items" alter column "title" drop not null',
      },
      /^Column "items"\."title": whether it may be null is yes and should be no\.$/,
    ],
    [
      'a check',
      {
        sqlite: 'alter table "items" drop constraint "ck_items_size"',
        postgresql: 'alter table "items" drop constraint "ck_items_size"',
      },
      /^Check "ck_items_size" on "items" is missing\.$/,
    ],
    [
      'an index',
      {
        sqlite: 'drop index "uq_items_code"; create index "uq_items_code" on "items" ("code")',
        postgresql: 'drop index "uq_items_code"; create index "uq_items_code" on "items" ("code")',
      },
      /^Index "uq_items_code" on "items": unique is no and should be yes\.$/,
    ],
    [
      'a column that the application does not fill',
      {
        sqlite: `delete from "items"; alter table "items" add column "own" text; alter table "items" alter column "own" set not null`,
        postgresql: 'alter table "items" add column "own" text not null',
      },
      /^Column "items"\."own" is in no migration, is not null and has no default: every insert of the application fails\.$/,
    ],
  ])('finds drift of %s', async (_what, statement, message) => {
    const project = await applied();
    await project.execute(...statement[database.dialect].split('; '));
    const { findings } = await project.check(entities());
    const prefix = 'The database is not what its migrations made it: ';
    expect(findings.map(({ code }) => code)).toEqual(findings.map(() => 'DRIFT'));
    expect(findings.map((finding) => finding.message.slice(prefix.length))).toContainEqual(
      expect.stringMatching(message),
    );
  });

  test('leaves alone what the database has beyond the migrations', async () => {
    const project = await applied();
    await project.execute(
      'create table "own" ("id" integer primary key)',
      'create view "titles" as select "title" from "items"',
      'create index "ix_own" on "items" (lower("title"))',
      'alter table "items" add column "search" text',
      'create unique index "uq_own" on "items" ("size", "id")',
    );
    expect((await project.check(entities())).findings).toEqual([]);
  });

  test('a view or trigger made by hand in a migration, and gone, is drift', async () => {
    const project = await checkedProject(await database.create('empty'));
    await project.create(shop(), 'first');
    const withView = await project.copy((text) =>
      text
        .replace('override up() {', 'override up() {\n    queueMicrotask(() => {});')
        .replace(
          /\n {2}\}\n/,
          '\n    this.addSql(`create view "titles" as select "title" from "items"`);\n  }\n',
        ),
    );
    await withView.up();
    await withView.execute('drop view "titles"');
    const { findings } = await withView.check(shop());
    expect(findings.filter(({ code }) => code === 'DRIFT').map(({ message }) => message)).toEqual([
      'The database is not what its migrations made it: View "titles" is missing.',
    ]);
  });

  test('reports files that are unknown, late or edited', async () => {
    const project = await applied();
    await project.execute(
      `insert into "mikro_orm_migrations" ("name") values ('Migration20990101000000_elsewhere')`,
    );
    const { findings, notes } = await project.check(entities());
    expect(findings).toEqual([
      {
        code: 'HISTORY',
        message:
          'Migration20990101000000_elsewhere is applied to this database, but is not known here: another branch, or a newer version, applied it. Get its file; if it is gone for good, take it out of the history with migration:unlog -n Migration20990101000000_elsewhere.',
      },
    ]);
    expect(notes).toContain(
      'The live schema was not compared: the file of Migration20990101000000_elsewhere is missing, so what it made is not known.',
    );
    const edited = await project.copy((text) =>
      text.replace('"note" text null', '"note" text null default 1'),
    );
    expect((await edited.check(entities())).findings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Migration\d+_second was edited after it was applied to this database\./),
    );
  });

  if (database.dialect === 'sqlite') {
    test('creates no database file', async () => {
      const project = await checkedProject(await database.create('empty'));
      await project.create(shop(), 'first');
      const { notes, findings } = await project.check(shop());
      const path = project.location.dialect === 'sqlite' ? project.location.path : '';
      expect(findings).toEqual([]);
      expect(notes).toContain(`The database was not checked: there is no SQLite file ${path} yet.`);
      expect(existsSync(path)).toBe(false);
    });
  } else {
    test('without the right to create a database compares with the snapshot', async () => {
      const project = await applied();
      const url = new URL(project.location.dialect === 'postgresql' ? project.location.url : '');
      const role = `reader_${Date.now()}`;
      await project.execute(
        `create role "${role}" login`,
        `grant all on all tables in schema public to "${role}"`,
        `grant create on database "${url.pathname.slice(1)}" to "${role}"`,
      );
      url.username = role;
      const limited = await checkedProject({ dialect: 'postgresql', url: url.href }, project.folder);
      const clean = await limited.check(entities());
      expect(clean.findings).toEqual([]);
      expect(clean.notes).toEqual([
        'The snapshot of PostgreSQL was not compared with a replay: the role may not create a scratch database (permission denied to create database).',
      ]);
      await project.execute('drop index "ix_items_title"');
      expect((await limited.check(entities())).findings.map(({ message }) => message)).toEqual([
        'The database is not what its migrations made it: Index "ix_items_title" on "items" is missing.',
      ]);
    });

    test('finds what an interrupted online change left unfinished', async () => {
      const project = await applied();
      await project.execute(
        'alter table "items" drop constraint "ck_items_size"',
        'alter table "items" add constraint "ck_items_size" check ("size" > 0) not valid',
        'drop index "uq_items_code"',
        `insert into "items" ("title", "code") values ('a', 'x'), ('b', 'x')`,
      );
      await project
        .execute('create unique index concurrently "uq_items_code" on "items" ("code")')
        .catch(() => undefined);
      expect((await project.check(entities())).findings.map(({ message }) => message)).toEqual([
        'The database is not what its migrations made it: Index "uq_items_code" on "items" is invalid: it was not built, or not validated, to the end.',
        'The database is not what its migrations made it: Check "ck_items_size" on "items" is invalid: it was not built, or not validated, to the end.',
      ]);
    });

    test('a server that does not answer is said, and is no finding', async () => {
      const project = await applied();
      const away = await checkedProject(
        { dialect: 'postgresql', url: 'postgresql://u@127.0.0.1:9/nothing' },
        project.folder,
      );
      const { findings, notes } = await away.check(entities());
      expect(findings).toEqual([]);
      expect(notes).toEqual([
        'The snapshot of PostgreSQL was not compared with a replay of the migration files: that needs a PostgreSQL server that answers, or migration:verify, which starts one.',
        expect.stringMatching(
          /^The database was not checked: The database 127\.0\.0\.1:9\/nothing cannot be reached: .*ECONNREFUSED/,
        ),
      ]);
    });
  }
});
