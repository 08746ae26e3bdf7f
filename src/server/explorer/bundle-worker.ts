/** Runs in a worker thread: reads GraphiQL from its package and hands it over, compressed. See bundle.ts. */
import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import {
  css,
  editorWorkerService,
  graphqlWorker,
  js,
  jsonWorker,
} from '@graphql-yoga/render-graphiql/graphiql';

const files = {
  'graphiql.js': js,
  'graphiql.css': css,
  'editor.worker.js': editorWorkerService,
  'graphql.worker.js': graphqlWorker,
  'json.worker.js': jsonWorker,
};

/** A file that the explorer's page loads. */
export type AssetName = keyof typeof files;

const compressed = Object.entries(files).map(
  ([name, text]) => [name, new Uint8Array(gzipSync(text))] as const,
);
parentPort?.postMessage(
  compressed,
  compressed.map(([, gzip]) => gzip.buffer),
);
