import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntitySchema } from '@mikro-orm/core';
import { type OrmOptions, openOrm } from '../../../src/database/orm.ts';
import type { DualMigrator } from '../../../src/migrator/index.ts';
import { type LintRequest, type LintResult, lintMigrations } from '../../../src/migrator/lint/index.ts';
import type { Project } from '../../../src/migrator/project.ts';

/** The module that migrations of the tests import. */
const MIGRATOR = join(import.meta.dirname, '../../../src/migrator/index.ts');

/** A new folder for a project of migrations. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(process.env.TODO_TEST_FOLDER ?? '', 'linted-'));
}

/** The name of the migration that stands at a place of its history, from 0. */
export function nameAt(place: number): string {
  return `Migration202701010000${String(place).padStart(2, '0')}_change`;
}

/** Writes a migration: what stands in its class, beside its name. */
export async function writeMigration(folder: string, place: number, body: string, above = ''): Promise<void> {
  const name = nameAt(place);
  await writeFile(
    join(folder, `${name}.ts`),
    `import { DualMigration } from '${MIGRATOR}';
${above}
export class ${name} extends DualMigration {
  override name = '${name}';
${body}
}
`,
  );
}

/** Does something with the project of a folder, over a database that is not opened. */
export async function withProject<T>(
  folder: string,
  work: (project: Project) => Promise<T>,
  entities: EntitySchema[] = [],
  overrides: OrmOptions = {},
): Promise<T> {
  const orm = await openOrm(
    { dialect: 'sqlite', path: join(folder, 'none.db') },
    {
      entities,
      discovery: { warnWhenNoEntities: false },
      migrations: { path: folder, silent: true },
      logger: () => undefined,
      ...overrides,
    },
  );
  try {
    const migrator: unknown = orm.migrator;
    return await work(await (migrator as DualMigrator).project());
  } finally {
    await orm.close(true);
  }
}

/** Lints a folder. */
export function lint(
  folder: string,
  request: LintRequest = { all: true, rehearse: false },
): Promise<LintResult> {
  return withProject(folder, (project) =>
    lintMigrations(project, request, { report: () => undefined, end: () => undefined }),
  );
}

/** What is expected of a text: a line that ends with `! rule` in a comment of TypeScript or SQL is to be found by it. */
export function readMarks(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rules = /(?:\/\/|--) ! ([\w -]+)$/.exec(line)?.[1] ?? '';
    return rules.split(' ').flatMap((rule) => (rule === '' ? [] : [`${index + 1} ${rule}`]));
  });
}
