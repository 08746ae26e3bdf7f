import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { ConcreteRequest, ReaderFragment } from 'relay-runtime';
import { newFolder } from '../server/process.ts';

/** The path of its program for this machine: all that the package exports, without types. */
const relay: string = createRequire(import.meta.url)('relay-compiler');

const OPERATIONS = join(import.meta.dirname, 'relay');

/** What the Relay compiler says of `test/clients/relay`, and makes of it. */
export interface Compiled {
  /** Its output, without colors. */
  output: string;
  /** What it made of the query, mutation, subscription or fragment called `name`. */
  artifact<Artifact extends ConcreteRequest | ReaderFragment>(name: string): Artifact;
}

/**
 * Runs the Relay compiler over `test/clients/relay`.
 *
 * @param sdl What it knows of the API.
 * @throws where it exits with another code than 0.
 */
export async function compileRelay(sdl: string): Promise<Compiled> {
  const folder = newFolder();
  await Promise.all(['src', 'made'].map((name) => mkdir(join(folder, name))));
  for (const file of await readdir(OPERATIONS)) {
    // As JavaScript, which they are: then what becomes of them is CommonJS that this process can load.
    await copyFile(join(OPERATIONS, file), join(folder, 'src', file.replace(/\.ts$/, '.js')));
  }
  await writeFile(join(folder, 'schema.graphql'), sdl);
  const config = {
    src: './src',
    schema: './schema.graphql',
    artifactDirectory: './made',
    language: 'javascript',
    eagerEsModules: false,
  };
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
  const { stdout, stderr } = await promisify(execFile)(relay, ['relay.config.json'], {
    cwd: folder,
  });
  const require = createRequire(join(folder, 'made', 'artifacts.cjs'));
  return {
    output: stripVTControlCharacters(stdout + stderr),
    artifact: (name) => require(`./${name}.graphql.js`),
  };
}
