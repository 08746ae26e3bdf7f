import { beforeAll, expect, test } from '@jest/globals';
import type { Constructor } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import type { Progress } from '../../../src/migrator/commands/progress.ts';
import {
  type VerifyOptions,
  type VerifyResult,
  verifyMigrations,
} from '../../../src/migrator/verify/index.ts';
import { describeDatabases } from '../../support/databases.ts';
import { projectOf, useTestServer } from '../rehearse/rehearsed.ts';
import { migration, type Steps } from '../run/runner.ts';

const silent: Progress = { report: () => {}, end: () => {} };

/** Authors and their books, with rules that generated rows have to keep. */
const library = migration(
  'Migration01_library',
  (m) => {
    m.sqlite(
      `create table "authors" ("id" integer not null, "name" text not null, constraint "pk_authors" primary key ("id"), constraint "ck_authors_name_length" check (length("name") <= 50));`,
    );
    m.postgresql(
      `create table "authors" ("id" integer not null, "name" varchar(50) not null, constraint "pk_authors" primary key ("id"));`,
    );
    m.sqlite(
      `create table "books" ("id" integer not null, "title" text null, "pages" integer not null default 1, "author_id" integer not null, constraint "pk_books" primary key ("id"), constraint "fk_books_author" foreign key ("author_id") references "authors" ("id") on delete cascade, constraint "ck_books_pages" check ("pages" > 0));`,
    );
    m.postgresql(
      `create table "books" ("id" integer not null, "title" text null, "pages" integer not null default 1, "author_id" integer not null, constraint "pk_books" primary key ("id"), constraint "fk_books_author" foreign key ("author_id") references "authors" ("id") on delete cascade, constraint "ck_books_pages" check ("pages" > 0));`,
    );
  },
  (m) => {
    m.both('drop table "books";', 'drop table "authors";');
    m.loses({ table: 'books' });
    m.loses({ table: 'authors' });
  },
);

const addNote = (m: Steps) => m.both('alter table "books" add column "note" text null;');
const dropNote = (m: Steps) => {
  m.both('alter table "books" drop column "note";');
  m.loses({ table: 'books', column: 'note' });
};

describeDatabases(
  'migration:verify',
  (database) => {
    beforeAll(useTestServer);

    async function verify(
      migrations: Constructor<Migration>[],
      options: Partial<VerifyOptions> = {},
    ): Promise<VerifyResult> {
      const project = await projectOf(database, [library, ...migrations]);
      return verifyMigrations(project, { seed: 1, ...options }, silent);
    }

    /** What is found in one migration after the library: code, database, pass and the first sentence. */
    async function findings(...args: Parameters<typeof migration>): Promise<string[]> {
      const result = await verify([migration(...args)]);
      return result.findings.map(({ code, dialect, pass, message }) =>
        [code, dialect, pass, message.split(/(?<=\.)\s|\n/)[0]].filter(Boolean).join(' '),
      );
    }

    test('finds nothing in a history that goes there and back', async () => {
      const result = await verify([migration('Migration02_note', addNote, dropNote)]);
      expect(result.findings).toEqual([]);
      expect(result.notes).toEqual([]);
      expect(result.migrations.map(({ name }) => name)).toEqual(['Migration01_library', 'Migration02_note']);
      expect(result.databases.map(({ dialect }) => dialect)).toEqual(['sqlite', 'postgresql']);
      expect(result.migrations[1]?.impact.up).toEqual([
        { table: 'books', lock: 'AccessExclusive', rewritten: false, scanned: false },
      ]);
    });

    test('finds a down that leaves something behind', async () => {
      expect(
        await findings(
          'Migration02_note',
          (m) => {
            addNote(m);
            m.both('create index "ix_books_title" on "books" ("title");');
          },
          dropNote,
        ),
      ).toEqual([
        ...['sqlite', 'postgresql'].flatMap((dialect) => [
          `NOT_RESTORED ${dialect} down Index "ix_books_title" of "books" was not there before the migration, and stays after it was taken back.`,
          `FAILED ${dialect} again Migration02_note failed at statement 2 of 2: create index "ix_books_title" on "books" ("title");`,
        ]),
      ]);
    });

    test('finds a down that does not bring something back', async () => {
      expect(
        await findings(
          'Migration02_without_title',
          (m) => {
            m.both('alter table "books" drop column "title";');
            m.loses({ table: 'books', column: 'title' });
          },
          (m) => m.both('alter table "books" add column "title" text not null default \'\';'),
        ),
      ).toEqual(
        ['sqlite', 'postgresql'].map(
          (dialect) => `NOT_RESTORED ${dialect} down Column "title" of "books" is not as it was before.`,
        ),
      );
    });

    test('finds a migration without down', async () => {
      class OneWay extends Migration {
        override name = 'Migration02_one_way';

        override up() {
          this.addSql('create table "notes" ("id" integer not null);');
        }
      }
      const { findings: found } = await verify([OneWay]);
      expect(found.map(({ code, dialect, pass }) => [code, dialect, pass])).toEqual([
        ['NO_DOWN', 'sqlite', 'down'],
        ['NO_DOWN', 'postgresql', 'down'],
      ]);
    });

    test('goes on after a down that failed, and says what failed', async () => {
      const { findings: found, migrations } = await verify([
        migration('Migration02_note', addNote, (m) => m.both('alter table "nowhere" drop column "note";')),
        migration(
          'Migration03_more',
          (m) => m.both('create table "more" ("id" integer not null);'),
          (m) => {
            m.both('drop table "more";');
            m.loses({ table: 'more' });
          },
        ),
      ]);
      expect(found.map(({ code, migration: name, dialect, pass }) => [code, name, dialect, pass])).toEqual([
        ['FAILED', 'Migration02_note', 'sqlite', 'down'],
        ['FAILED', 'Migration02_note', 'postgresql', 'down'],
      ]);
      expect(migrations).toHaveLength(3);
    });

    test('finds rows that are lost on one database only', async () => {
      expect(
        await findings(
          'Migration02_clean',
          (m) => m.postgresql('delete from "books";'),
          () => {},
        ),
      ).toEqual([
        expect.stringMatching(
          /^FAILED postgresql up Migration02_clean would lose \d+ rows of table "books"\.$/,
        ),
      ]);
    });

    test('finds rows that were exchanged for others', async () => {
      const found = await findings(
        'Migration02_exchange',
        (m) => m.both('update "books" set "id" = "id" + 1000 where "id" < 1000;'),
        () => {},
      );
      expect(found.length).toBeGreaterThan(0);
      expect(found[0]).toMatch(/^ROWS_CHANGED sqlite up The row with "id" = -?\d+ of "books" is gone\.$/);
    });

    test('finds a value that was changed', async () => {
      const found = await findings(
        'Migration02_change',
        (m) => m.both(`update "books" set "pages" = "pages" + 1 where "pages" < 100;`),
        () => {},
      );
      expect(found.filter((line) => line.includes('postgresql up'))).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^ROWS_CHANGED postgresql up "books"\."pages" in the row with "id" = -?\d+ of "books" was \d+ and is \d+\.$/,
          ),
        ]),
      );
    });

    test('takes a change of values that is declared, and nulls that become values', async () => {
      expect(
        await findings(
          'Migration02_change',
          (m) => {
            m.both(
              'update "books" set "pages" = 7;',
              `update "books" set "title" = 'none' where "title" is null;`,
            );
            m.loses({ table: 'books', column: 'pages' });
          },
          () => {},
        ),
      ).toEqual([]);
    });

    test('finds values that a change of type and back does not keep', async () => {
      const toReal = 'alter column "pages" type double precision';
      const found = await findings(
        'Migration02_halves',
        (m) => {
          m.rebuild('books', 'alter column "pages" type real');
          m.postgresql(`alter table "books" ${toReal} using least("pages", 7);`);
        },
        (m) => {
          m.rebuild('books', 'alter column "pages" type integer');
          m.postgresql('alter table "books" alter column "pages" type integer;');
        },
      );
      const changed = found.filter((line) => line.startsWith('ROWS_CHANGED'));
      expect(changed[0]).toMatch(
        /^ROWS_CHANGED postgresql (down|again) "books"\."pages" in the row .* was \S+ and is 7\.$/,
      );
      expect(changed.filter((line) => line.includes('sqlite'))).toEqual([]);
    });

    test('finds a rename that does not keep the values', async () => {
      const rename = (from: string, to: string) => (m: Steps) => {
        m.both(`alter table "books" rename column "${from}" to "${to}";`);
      };
      expect(await findings('Migration02_rename', rename('title', 'name'), rename('name', 'title'))).toEqual(
        [],
      );
      const found = await findings(
        'Migration02_rename',
        (m) => {
          rename('title', 'name')(m);
          m.both('update "books" set "name" = null;');
        },
        rename('name', 'title'),
      );
      expect(found[0]).toMatch(
        /^ROWS_CHANGED sqlite down "books"\."title" in the row with .* and is null\.$/,
      );
    });

    test('finds a column that only one database has, and one that may be null on one only', async () => {
      expect(
        await findings(
          'Migration02_note',
          (m) => {
            m.sqlite('alter table "books" add column "note" text null;');
            m.sqlite(`alter table "authors" add column "born" integer null;`);
            m.postgresql(`alter table "authors" add column "born" integer not null default 0;`);
          },
          (m) => {
            m.sqlite('alter table "books" drop column "note";');
            m.both('alter table "authors" drop column "born";');
            m.loses({ table: 'books', column: 'note' });
            m.loses({ table: 'authors', column: 'born' });
          },
        ),
      ).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^NOT_EQUIVALENT up .*"born"/),
          expect.stringMatching(/^NOT_EQUIVALENT up .*"note"/),
        ]),
      );
    });

    test('finds a failure on one database, and says what was not tried there', async () => {
      const { findings: found, notes } = await verify([
        migration(
          'Migration02_typo',
          (m) => m.postgresql('alter table "boks" add column "note" text null;'),
          () => {},
        ),
        migration('Migration03_note', addNote, dropNote),
      ]);
      expect(found.map(({ code, migration: name, dialect, pass }) => [code, name, dialect, pass])).toEqual([
        ['FAILED', 'Migration02_typo', 'postgresql', 'up'],
      ]);
      expect(notes).toEqual([
        {
          migration: 'Migration02_typo',
          dialect: 'postgresql',
          message: 'Migration03_note was not tried on PostgreSQL, because it failed there.',
        },
      ]);
    });

    test('tries a migration that refuses rows again with plainer ones, and notes it', async () => {
      const { findings: found, notes } = await verify([
        migration(
          'Migration02_required',
          (m) => {
            m.rebuild('books', 'alter column "title" set not null');
            m.postgresql('alter table "books" alter column "title" set not null;');
          },
          (m) => {
            m.rebuild('books', 'alter column "title" drop not null');
            m.postgresql('alter table "books" alter column "title" drop not null;');
          },
        ),
      ]);
      expect(found).toEqual([]);
      expect(notes.map(({ dialect, message }) => [dialect, message.split(':')[0]])).toEqual(
        ['sqlite', 'postgresql'].map((dialect) => [
          dialect,
          'Refuses generated rows, and was tried with plainer rows in "books"',
        ]),
      );
    });

    test('tries a migration that takes no row at all without any', async () => {
      const { findings: found, notes } = await verify([
        migration(
          'Migration02_empty',
          (m) => {
            m.rebuild('books', 'add constraint "ck_books_none" check ("pages" < 0)');
            m.postgresql('alter table "books" add constraint "ck_books_none" check ("pages" < 0);');
          },
          (m) => {
            m.rebuild('books', 'drop constraint "ck_books_none"');
            m.postgresql('alter table "books" drop constraint "ck_books_none";');
          },
        ),
      ]);
      expect(found).toEqual([]);
      expect(notes.map(({ message }) => message.split(':')[0])).toContain(
        'Refuses generated rows, and was tried without rows in "books"',
      );
    });

    test('takes a backfill of a column that an earlier migration added', async () => {
      expect(
        await findings(
          'Migration02_titles',
          (m) => m.backfill({ table: 'books', set: { title: `'none'` }, where: '"title" is null', pause: 0 }),
          () => {},
          { transactional: false },
        ),
      ).toEqual([]);
    });

    test('measures a migration outside of transactions, and takes it there and back', async () => {
      const { findings: found, migrations } = await verify([
        migration(
          'Migration02_index',
          (m) => {
            m.sqlite('create index "ix_books_title" on "books" ("pages");');
            m.postgresql('create index concurrently "ix_books_title" on "books" ("pages");');
          },
          (m) => {
            m.sqlite('drop index "ix_books_title";');
            m.postgresql('drop index concurrently "ix_books_title";');
          },
          { transactional: false },
        ),
      ]);
      expect(found).toEqual([]);
      expect(migrations[1]?.impact).toEqual({
        up: [{ table: 'books', lock: 'ShareUpdateExclusive', rewritten: false, scanned: true }],
        down: [{ table: 'books', lock: 'ShareUpdateExclusive', rewritten: false, scanned: false }],
      });
    });

    test('verifies only what comes from a migration on', async () => {
      const notes = migration('Migration02_note', addNote, dropNote);
      const { migrations, findings: found } = await verify([notes], { from: 'Migration02_note' });
      expect(migrations.map(({ name }) => name)).toEqual(['Migration02_note']);
      expect(found).toEqual([]);
      await expect(verify([notes], { from: 'Migration02_not' })).rejects.toMatchObject({
        code: 'UNKNOWN_MIGRATION',
      });
    });
  },
  'sqlite',
);
