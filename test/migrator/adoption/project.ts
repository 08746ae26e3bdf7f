import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { DatabaseLocation } from '../../../src/config.ts';

const run = promisify(execFile);
const REPOSITORY = resolve(import.meta.dirname, '../../..');

/** What a project of somebody else needs to adopt the migrator. */
const CONFIG = `import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { SqliteDriver } from '@mikro-orm/sqlite';
import { dualMigrator } from 'todo-graphql-api/migrator';
import { Author, Book } from './entities.ts';

export default {
  ...(process.env.DRIVER === 'postgresql' ? { driver: PostgreSqlDriver, clientUrl: process.env.DATABASE } : { driver: SqliteDriver, dbName: process.env.DATABASE }),
  entities: [Author, Book],
  extensions: [dualMigrator()],
};
`;

/** The model of a library; \`country\` decides what an author's country defaults to. */
const entities = (country: string) => `import { defineEntity, p } from '@mikro-orm/core';

export const Author = defineEntity({
  name: 'Author',
  tableName: 'authors',
  properties: { id: p.integer().primary(), name: p.string().length(80), country: p.string().length(40).default('${country}') },
});

export const Book = defineEntity({
  name: 'Book',
  tableName: 'books',
  properties: {
    id: p.integer().primary(),
    title: p.string(),
    author: () => p.manyToOne(Author).deleteRule('cascade').index(),
    editor: () => p.manyToOne(Author).nullable().deleteRule('set null').index(),
  },
});
`;

/** A project outside this repository, with entities and a database of its own. */
export class Project {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, location: DatabaseLocation) {
    this.#folder = folder;
    this.#env = {
      ...process.env,
      DRIVER: location.dialect,
      DATABASE: location.dialect === 'sqlite' ? location.path : location.url,
    };
  }

  static async create(folder: string, location: DatabaseLocation): Promise<Project> {
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    for (const name of ['@mikro-orm', 'tsx']) {
      await symlink(join(REPOSITORY, 'node_modules', name), join(folder, 'node_modules', name));
    }
    await symlink(REPOSITORY, join(folder, 'node_modules', 'todo-graphql-api'));
    const manifest = {
      name: 'library',
      type: 'module',
      dependencies: { '@mikro-orm/cli': '*', '@mikro-orm/core': '*' },
      'mikro-orm': { configPaths: ['./mikro-orm.config.ts'], preferTs: true, tsLoader: 'tsx' },
    };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "module": "nodenext" } }');
    await writeFile(join(folder, 'mikro-orm.config.ts'), CONFIG);
    const project = new Project(folder, location);
    await project.model('Norway');
    return project;
  }

  /** Writes the entity model. */
  async model(country: string): Promise<void> {
    await writeFile(join(this.#folder, 'entities.ts'), entities(country));
  }

  /** Runs the stock command line; rejects with its output when it fails. */
  async cli(...words: string[]): Promise<string> {
    const program = join(REPOSITORY, 'node_modules/@mikro-orm/cli/cli.js');
    const { stdout } = await run(process.execPath, [program, ...words], {
      cwd: this.#folder,
      env: this.#env,
    });
    return stdout;
  }

  /** Runs a program of the project that has \`orm\` at hand. */
  async program(body: string): Promise<unknown> {
    const text = `import { MikroORM } from '@mikro-orm/core';
import options from './mikro-orm.config.ts';
const orm = await MikroORM.init({ ...options, migrations: { silent: true } });
const result = await (async () => { ${body} })();
await orm.close(true);
console.log(JSON.stringify(result ?? null));
`;
    await writeFile(join(this.#folder, 'program.ts'), text);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'program.ts'], {
      cwd: this.#folder,
      env: this.#env,
    });
    return JSON.parse(stdout);
  }

  /** The migration files, in order. */
  async migrations(): Promise<string[]> {
    return (await readdir(join(this.#folder, 'migrations'))).filter((file) => file.endsWith('.ts')).sort();
  }
}
