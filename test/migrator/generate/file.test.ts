import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import type { DualMigration } from '../../../src/migrator/index.ts';
import { DIALECTS } from '../../../src/migrator/model/schema.ts';
import { newProject } from './project.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');

/** What a template literal, a comment and an SQL string each take for something else. */
const ODD = ["it's `a` $", `{b} \\ \\n \r\n 'x' "y" */ end`].join('');

const note = (properties: Record<string, unknown> = {}) =>
  defineEntity({
    name: 'Note',
    tableName: 'notes',
    properties: { id: p.uuid().primary(), text: p.text(), ...properties },
  } as never) as unknown as EntitySchema;

/** Fails with Biome's report where the project's style would change any of the texts. */
async function expectFormatted(...codes: string[]): Promise<void> {
  const folder = join(ROOT, '.tmp', `format-${process.pid}`);
  await mkdir(folder, { recursive: true });
  for (const [index, code] of codes.entries()) {
    await writeFile(join(folder, `migration${index}.ts`), code);
  }
  const biome = join(ROOT, 'node_modules/.bin/biome');
  try {
    await run(biome, ['check', '--vcs-enabled=false', '--config-path', ROOT, folder], { cwd: ROOT });
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('The file of a migration', () => {
  test('carries one change to both databases, up and down', async () => {
    const project = await newProject();
    await project.create([note()]);
    const { fileName, code } = await project.create([note({ at: p.datetime(3).defaultRaw('now()') })]);
    const name = fileName.replace('.ts', '');
    expect(name).toMatch(/^Migration\d{14}$/);
    expect(code.split('\n').slice(1).join('\n')).toBe(`
/** Adds notes.at. */
export class ${name} extends DualMigration {
  override name = '${name}';

  override up() {
    this.rebuildSqlite(
      'notes',
      \`add column "at" datetime not null default (cast(round(unixepoch('subsec') * 1000) as integer))\`,
    );
    this.postgresql(\`alter table "notes" add column "at" timestamptz(3) not null default now();\`);
  }

  /** Loses what was written to notes.at. */
  override down() {
    this.loses({ table: 'notes', column: 'at' });
    this.addSql(\`alter table "notes" drop column "at";\`);
  }
}
`);
    expect(await readFile(join(project.folder, fileName), 'utf8')).toBe(code);
  });

  test('is as the formatter would write it, whatever the defaults hold', async () => {
    const project = await newProject();
    const { code } = await project.create([
      note({
        odd: p.text().default(ODD),
        [`long${'er'.repeat(28)}`]: p.string().length(9).unique(),
      }),
    ]);
    await expectFormatted(code);
    const changed = await project.create([
      note({
        odd: p.text().default('`'),
        n: p.integer().check("n not in (1, 2, 3) and text <> 'a text'").index(),
        [`lot${'s'.repeat(30)}`]: p.double().defaultRaw('random()'),
      }),
    ]);
    expect(changed.files).toHaveLength(5);
    const other = await newProject();
    await other.create([note()]);
    const filled = await other.create([
      note({
        s: p.double().defaultRaw('(random())'),
        l: p.double().defaultRaw(`(random() * ${'1'.repeat(90)})`),
      }),
    ]);
    await expectFormatted(...[...changed.files, ...filled.files].map(({ code }) => code));
  });

  test('gives back each default byte by byte when it is loaded', async () => {
    const project = await newProject();
    const orm = await project.open([note({ odd: p.text().default(ODD) })]);
    const { fileName } = await orm.migrator.create();
    const { [fileName.replace('.ts', '')]: Loaded } = await import(join(project.folder, fileName));
    const migration: DualMigration = new Loaded(orm.em.getDriver(), orm.config);
    await migration.up();
    for (const dialect of DIALECTS) {
      expect(JSON.stringify(migration.getSteps(dialect))).toContain(
        JSON.stringify(`default '${ODD.replaceAll("'", "''")}'`).slice(1, -1),
      );
    }
  });

  test('has a later name than every other, even one from the future', async () => {
    const project = await newProject();
    await writeFile(join(project.folder, 'Migration20991231235959_ahead.ts'), '');
    const { fileName } = await project.create([note()]);
    expect(fileName).toBe('Migration21000101000000.ts');
  });

  test('leaves the snapshots as they were when it cannot be written', async () => {
    const project = await newProject({ migrations: { fileName: () => 'taken' } });
    await mkdir(join(project.folder, 'taken.ts', 'in the way'), { recursive: true });
    await expect(project.create([note()])).rejects.toThrow();
    expect(await readdir(project.folder)).toEqual(['taken.ts']);
  });
});

describe('migration:create', () => {
  test('writes nothing when nothing changes', async () => {
    const project = await newProject();
    await project.create([note()]);
    const before = await readdir(project.folder);
    expect(await project.create([note()])).toEqual({
      fileName: '',
      code: '',
      diff: { up: [], down: [] },
      files: [],
    });
    expect(await readdir(project.folder)).toEqual(before);
  });

  test('--name names the file and the class', async () => {
    const project = await newProject();
    const orm = await project.open([note()]);
    const { fileName, code } = await orm.migrator.create(undefined, false, false, 'add notes');
    expect(fileName).toMatch(/^Migration\d{14}_add_notes\.ts$/);
    expect(code).toContain(`export class ${fileName.replace('.ts', '')} extends DualMigration`);
  });

  test('--initial writes a migration that can go down, and only the first', async () => {
    const project = await newProject();
    const orm = await project.open([note()]);
    const { code } = await orm.migrator.create(undefined, false, true);
    expect(code).toContain('drop table "notes"');
    await expect(orm.migrator.create(undefined, false, true)).rejects.toMatchObject({
      code: 'MIGRATIONS_EXIST',
    });
  });

  test('--blank writes an empty migration and leaves the snapshots', async () => {
    const project = await newProject();
    const orm = await project.open([note()]);
    const { fileName, code, diff } = await orm.migrator.create(undefined, true);
    expect(diff.up).not.toEqual([]);
    expect((await readdir(project.folder)).sort()).toEqual([fileName, 'checksums.txt']);
    await expectFormatted(code);
  });

  test('--path puts the file elsewhere, and the snapshots where they belong', async () => {
    const project = await newProject();
    const orm = await project.open([note()]);
    const { fileName } = await orm.migrator.create(join(project.folder, 'elsewhere'));
    expect(await readdir(join(project.folder, 'elsewhere'))).toEqual([fileName]);
    expect(await readdir(project.folder)).toEqual([
      'elsewhere',
      'snapshot.postgresql.json',
      'snapshot.sqlite.json',
    ]);
  });

  test.each([
    ['conflict marks', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n', 'conflict marks'],
    ['no JSON', '{', 'not JSON'],
    ["MikroORM's own snapshot", '{"tables":[]}', 'not a snapshot of this migrator'],
    ['a later format', '{"format":99}', 'format is 99'],
    ['the other dialect', '{"format":1,"dialect":"postgresql"}', 'snapshot of postgresql'],
  ])('refuses a snapshot that holds %s', async (_what, content, reason) => {
    const project = await newProject();
    await writeFile(join(project.folder, 'snapshot.sqlite.json'), content);
    await expect(project.create([note()])).rejects.toMatchObject({
      code: 'SNAPSHOT_UNREADABLE',
      message: expect.stringContaining(reason),
    });
  });
});

describe('The migrations options of a project', () => {
  test('may ask for JavaScript', async () => {
    const project = await newProject({ migrations: { emit: 'js' } });
    const { fileName, code } = await project.create([note()]);
    expect(fileName).toMatch(/\.js$/);
    expect(code).toContain('  up() {\n');
    expect(code).not.toContain('override');
  });

  test('may not ask for CommonJS', async () => {
    const project = await newProject({ migrations: { emit: 'cjs' } });
    await expect(project.create([note()])).rejects.toMatchObject({ code: 'CHANGE_NOT_SUPPORTED' });
  });

  test.each([
    ['safe: true', { safe: true }, [note()], 'notes.more'],
    ['dropTables: false', { dropTables: false }, [], 'notes'],
  ])('refuse a drop where they say %s', async (_option, migrations, entities, name) => {
    const project = await newProject({ migrations, discovery: { warnWhenNoEntities: false } });
    await project.create([note({ more: p.integer() })]);
    await expect(project.create(entities)).rejects.toMatchObject({
      code: 'CHANGE_NOT_SUPPORTED',
      message: expect.stringContaining(`no longer have ${name}, `),
    });
  });
});

describe('migration:check', () => {
  test('tells whether the entities ask for more than the migrations bring', async () => {
    const project = await newProject();
    const empty = await project.open([note()]);
    expect(await empty.migrator.checkSchema()).toBe(true);
    await project.create([note()]);
    expect(await empty.migrator.checkSchema()).toBe(false);
    const changed = await project.open([note({ more: p.integer() })]);
    expect(await changed.migrator.checkSchema()).toBe(true);
  });
});
