import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DatabaseLocation } from '../../../src/config.ts';
import {
  type CommandLineProject,
  newCommandLineProject,
  OWN_PROGRAM,
  removeProjects,
} from '../run/command-line.ts';

const MIGRATIONS = {
  Migration01_create: `
  override up() {
    this.addSql('create table "lists" ("id" integer primary key)');
  }

  override down() {
    this.loses({ table: 'lists' });
    this.addSql('drop table "lists"');
  }`,
  Migration02_rename: `
  override up() {
    this.addSql(
      'alter table "lists" rename to "folders"',
    );
  }

  override down() {
    // lint-allow expand-contract: nothing
    this.addSql('alter table "folders" rename to "lists"');
  }`,
};

/** It is not asked: nobody listens there. */
const UNREACHABLE: DatabaseLocation = { dialect: 'postgresql', url: 'postgresql://nobody@127.0.0.1:1/none' };
const RENAME = 'migrations/Migration02_rename.ts';

describe('npx todo migration:lint', () => {
  let project: CommandLineProject;

  beforeAll(async () => {
    project = await newCommandLineProject(MIGRATIONS, OWN_PROGRAM);
  });
  afterAll(removeProjects);

  test('prints findings as compilers do, and exits with 1', async () => {
    const { code, stdout } = await project.run(UNREACHABLE, 'migration:lint --all --no-rehearse');
    expect(stdout.split('\n')).toEqual([
      `${RENAME}:7 expand-contract  Renames table "lists" to "folders": programs that still run name "lists", and fail from this moment on.`,
      `    Keep the name in the database and map the entity to it (tableName: 'lists'). Or in steps: create "folders", write both, copy with this.backfill(…), read "folders" only, drop "lists".`,
      '    https://martinfowler.com/bliki/ParallelChange.html',
      `${RENAME}:12 waiver  This waiver allows nothing: expand-contract finds nothing in the statement it is at.`,
      '    Take it out. One statement: directly above it, or at its line’s end; the whole file: above the class.',
      '    src/migrator/README.md#lint',
      'Linted all 2 migrations.',
      'Not rehearsed: what PostgreSQL locks was read, not measured, and no down was tried.',
      '2 findings in 2 migrations, 0 waived.',
      '',
    ]);
    expect(code).toBe(1);
  });

  test('prints one document with --json', async () => {
    const { code, stdout } = await project.run(UNREACHABLE, `migration:lint ${RENAME} --no-rehearse --json`);
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        expect.objectContaining({ file: RENAME, line: 7, rule: 'expand-contract' }),
        expect.objectContaining({ file: RENAME, line: 12, rule: 'waiver' }),
      ],
      waived: [],
      files: [RENAME],
      notes: [expect.any(String), expect.any(String)],
    });
    expect(code).toBe(1);
  });

  test('exits with 0 where nothing is found', async () => {
    const { code, stdout } = await project.run(
      UNREACHABLE,
      'migration:lint Migration01_create --no-rehearse',
    );
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, '0 findings in 1 migration, 0 waived.']);
  });

  test('exits with 2 and a sentence where a migration is not there', async () => {
    const { code, stderr } = await project.run(UNREACHABLE, 'migration:lint Migration03_create');
    expect([code, stderr]).toEqual([
      2,
      'There is no migration Migration03_create. Did you mean Migration01_create?\n',
    ]);
  });
});
