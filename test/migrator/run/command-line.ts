import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../../src/config.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** MikroORM's own program: `npx mikro-orm`. */
const STOCK_PROGRAM = join(ROOT, 'node_modules/@mikro-orm/cli/cli.js');
/** The same with the commands of this project: `npx todo`. */
export const OWN_PROGRAM = join(ROOT, 'src/cli/main.ts');
const MIGRATOR = join(ROOT, 'src/migrator/index.ts');

/** In the checkout, so that its modules are found. */
const PROJECTS = join(ROOT, '.tmp', `cli-${process.pid}`);

/** Deletes the projects of this process. */
export const removeProjects = () => rm(PROJECTS, { recursive: true, force: true });

/** How a command ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A command that runs. */
export interface Running {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves when `text` was printed. */
  printed(text: string): Promise<void>;
}

/** A project of its own, as somebody who adopts the migrator has one. */
export interface CommandLineProject {
  /** Absolute. */
  folder: string;
  start(location: DatabaseLocation, args: string, env?: Record<string, string>): Running;
  run(location: DatabaseLocation, args: string, env?: Record<string, string>): Promise<Ended>;
}

/**
 * @param migrations The bodies of migration classes, by class name: what stands between the braces.
 * @param program What its commands are run with.
 */
export async function newCommandLineProject(
  migrations: Record<string, string>,
  program = STOCK_PROGRAM,
): Promise<CommandLineProject> {
  await mkdir(PROJECTS, { recursive: true });
  const folder = await mkdtemp(join(PROJECTS, 'project-'));
  await mkdir(join(folder, 'migrations'));
  const settings = {
    name: 'adopter',
    private: true,
    type: 'module',
    dependencies: { '@mikro-orm/cli': '7.2.1' },
    'mikro-orm': { configPaths: ['./mikro-orm.config.ts'], preferTs: true, tsLoader: 'tsx' },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(settings));
  await writeFile(
    join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "module": "nodenext", "target": "es2024" } }',
  );
  await writeFile(join(folder, 'mikro-orm.config.ts'), CONFIG);
  for (const [name, body] of Object.entries(migrations)) {
    await writeFile(
      join(folder, 'migrations', `${name}.ts`),
      `import { DualMigration } from '${MIGRATOR}';\n\nexport class ${name} extends DualMigration {\n${body}\n}\n`,
    );
  }
  const start: CommandLineProject['start'] = (location, args, env = {}) =>
    watch(
      spawn(process.execPath, [program, ...args.split(' ')], {
        cwd: folder,
        env: { ...environment(), URL: location.dialect === 'sqlite' ? location.path : location.url, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  return { folder, start, run: (...args) => start(...args).ended };
}

/** Without what jest sets for its own process. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_ENV: _env, CI: _ci, JEST_WORKER_ID: _worker, ...rest } = process.env;
  return rest;
}

/** KILL_BEFORE kills the process, as nothing can prevent, right before a query that matches it is sent. */
const CONFIG = `import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { SqliteDriver } from '@mikro-orm/sqlite';
import { dualMigrator } from '${MIGRATOR}';

const url = String(process.env.URL);
const database = url.startsWith('postgresql:')
  ? { driver: PostgreSqlDriver, clientUrl: url }
  : { driver: SqliteDriver, dbName: url };

export default {
  ...database,
  entities: [],
  discovery: { warnWhenNoEntities: false },
  extensions: [dualMigrator({ keepBackups: 0 })],
  migrations: { path: './migrations', snapshot: false },
  onQuery(sql: string) {
    if (process.env.KILL_BEFORE && new RegExp(process.env.KILL_BEFORE).test(sql)) {
      process.kill(process.pid, 'SIGKILL');
    }
    return sql;
  },
};
`;

function watch(child: ChildProcess): Running {
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      output[name] += chunk.toString();
      for (const listener of listeners) {
        listener();
      }
    });
  }
  return {
    process: child,
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal, ...output })),
    printed: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (`${output.stdout}${output.stderr}`.includes(text)) {
            listeners.delete(look);
            resolve();
          }
        };
        listeners.add(look);
        look();
      }),
  };
}
