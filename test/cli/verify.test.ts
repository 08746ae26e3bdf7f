import { afterAll, describe, expect, test } from '@jest/globals';
import type { DatabaseLocation } from '../../src/config.ts';
import { newCommandLineProject, OWN_PROGRAM, removeProjects } from '../migrator/run/command-line.ts';

/** The application's database is not asked for anything. */
const UNREACHABLE: DatabaseLocation = { dialect: 'postgresql', url: 'postgresql://nobody@127.0.0.1:1/none' };
const SCRATCH = { VERIFY_DATABASE_URL: process.env.TODO_TEST_POSTGRES_URL ?? '' };

const create = `
  override up() {
    this.addSql('create table "lists" ("id" integer not null, constraint "pk_lists" primary key ("id"))');
  }
  override down() {
    this.addSql('drop table "lists"');
    this.loses({ table: 'lists' });
  }`;
const forgetful = `
  override up() {
    this.addSql('alter table "lists" add column "note" text null');
    this.addSql('create index "ix_lists_note" on "lists" ("note")');
  }
  override down() {
    this.addSql('drop index "ix_lists_note"');
  }`;

afterAll(removeProjects);

describe('npx todo migration:verify', () => {
  test('prints a line for each migration and a sum, and ends with 0', async () => {
    const project = await newCommandLineProject({ Migration01_create: create }, OWN_PROGRAM);
    const { code, stdout } = await project.run(UNREACHABLE, 'migration:verify', SCRATCH);
    expect(stdout.replaceAll(/\d+(\.\d+)*/g, '0').split('\n')).toEqual([
      '✓ Migration0_create: SQLite 0/0/0 ms, PostgreSQL 0/0/0 ms',
      expect.stringMatching(/^Verified 0 migration on SQLite 0 and PostgreSQL 0 in .* \(rows of seed 0\)\.$/),
      '',
    ]);
    expect(code).toBe(0);
  });

  test('names migration, pass, database and column of what it finds, and ends with 1', async () => {
    const project = await newCommandLineProject(
      { Migration01_create: create, Migration02_note: forgetful },
      OWN_PROGRAM,
    );
    const { code, stdout } = await project.run(
      UNREACHABLE,
      'migration:verify --from Migration02_note --json',
      SCRATCH,
    );
    const { migrations, findings } = JSON.parse(stdout);
    expect(migrations.map(({ name }: { name: string }) => name)).toEqual(['Migration02_note']);
    expect(findings[0]).toEqual({
      code: 'NOT_RESTORED',
      migration: 'Migration02_note',
      dialect: 'sqlite',
      pass: 'down',
      message:
        'Column "note" of "lists" was not there before the migration, and stays after it was taken back. Make down undo all that up does.',
    });
    expect(code).toBe(1);
  });
});
