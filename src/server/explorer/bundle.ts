import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bundle, FileName } from './read-bundle.ts';

/** A file of GraphiQL, compressed. */
export interface Asset {
  type: string;
  gzip: Uint8Array;
}

const TYPES: Record<FileName, string> = {
  'graphiql.js': 'text/javascript; charset=utf-8',
  'graphiql.css': 'text/css; charset=utf-8',
  'editor.worker.js': 'text/javascript; charset=utf-8',
  'graphql.worker.js': 'text/javascript; charset=utf-8',
  'json.worker.js': 'text/javascript; charset=utf-8',
};

let loading: Promise<ReadonlyMap<string, Asset>> | undefined;

/**
 * GraphiQL's files, by name. The package holds them as 9 MB of JavaScript strings. A process of its own reads them
 * when the first browser asks, and hands over 2 MB of gzip: in this one, or in a thread of it, they would cost the
 * server 50 MB for the rest of its life.
 */
export function loadBundle(): Promise<ReadonlyMap<string, Asset>> {
  loading ??= readBundle().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readBundle(): Promise<ReadonlyMap<string, Asset>> {
  const path = fileURLToPath(new URL('./read-bundle.ts', import.meta.url));
  const child = fork(path, {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const bundle = await new Promise<Bundle>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Bundle));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The process that reads GraphiQL ended with ${code}.`)));
  });
  return new Map(bundle.map(([name, gzip]) => [name, { type: TYPES[name], gzip }]));
}
