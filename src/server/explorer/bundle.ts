import { Worker } from 'node:worker_threads';
import type { AssetName } from './bundle-worker.ts';

/** A file of GraphiQL, compressed. */
export interface Asset {
  type: string;
  gzip: Uint8Array;
}

let bundle: Promise<ReadonlyMap<string, Asset>> | undefined;

const TYPES: Record<AssetName, string> = {
  'graphiql.js': 'text/javascript; charset=utf-8',
  'graphiql.css': 'text/css; charset=utf-8',
  'editor.worker.js': 'text/javascript; charset=utf-8',
  'graphql.worker.js': 'text/javascript; charset=utf-8',
  'json.worker.js': 'text/javascript; charset=utf-8',
};

/**
 * GraphiQL's files, by name. The package holds them as 9 MB of JavaScript strings: a worker reads them when the
 * first browser asks, hands over 2 MB of gzip, and its heap goes with it.
 */
export function loadBundle(): Promise<ReadonlyMap<string, Asset>> {
  bundle ??= readInWorker();
  bundle.catch(() => {
    bundle = undefined;
  });
  return bundle;
}

async function readInWorker(): Promise<ReadonlyMap<string, Asset>> {
  const worker = new Worker(new URL('./bundle-worker.ts', import.meta.url));
  const files = await new Promise<[AssetName, Uint8Array][]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The worker that reads GraphiQL ended without an answer.')));
  });
  return new Map(files.map(([name, gzip]) => [name, { type: TYPES[name], gzip }]));
}
