import { beforeAll, expect, test } from '@jest/globals';
import { dualMigrator } from '../../../src/migrator/index.ts';
import { lintMigrations } from '../../../src/migrator/lint/index.ts';
import type { OnlyOn } from '../../../src/migrator/model/only-on.ts';
import { useTestServer } from '../rehearse/rehearsed.ts';
import { newFolder, withProject, writeMigration } from './project.ts';

beforeAll(useTestServer);

/** The findings in a history whose second migration makes a search index of SQLite's own. */
async function findings(onlyOn: OnlyOn): Promise<string[]> {
  const folder = await newFolder();
  await writeMigration(
    folder,
    0,
    `
  override up() {
    this.addSql('create table "notes" ("id" integer not null, "text" text not null, constraint "pk_notes" primary key ("id"))');
  }

  override down() {
    this.loses({ table: 'notes' });
    this.addSql('drop table "notes"');
  }`,
  );
  await writeMigration(
    folder,
    1,
    `
  override up() {
    this.sqlite('create table "note_keys" ("key" integer primary key, "note" integer not null unique)');
    this.sqlite('create virtual table "note_words" using fts5 ("text")');
  }

  override down() {
    this.sqlite('drop table "note_words"');
    this.sqlite('drop table "note_keys"');
  }`,
  );
  const work = (project: Parameters<typeof lintMigrations>[0]) =>
    lintMigrations(project, { all: true }, { report: () => undefined, end: () => undefined });
  const result = await withProject(folder, work, [], { extensions: [dualMigrator({ onlyOn })] });
  return result.findings.map(({ rule, line }) => `${line} ${rule}`);
}

test('what SQLite is meant to have alone is no difference, and dropping it no loss', async () => {
  expect(await findings({ sqlite: ['note_keys', 'note_words'] })).toEqual([]);
});

test('what is not declared is found', async () => {
  expect(await findings({})).toEqual([
    '6 dialects-differ',
    '7 dialects-differ',
    '12 dialects-differ',
    '12 undeclared-loss',
    '13 undeclared-loss',
  ]);
});
