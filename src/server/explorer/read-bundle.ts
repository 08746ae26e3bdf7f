/** Runs in a process of its own: reads GraphiQL from its package and hands it over, compressed. See bundle.ts. */
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
export type FileName = keyof typeof files;

/** What arrives in the server. */
export type Bundle = [FileName, Uint8Array][];

const bundle = Object.entries(files).map(([name, text]) => [name, gzipSync(text)]);
process.send?.(bundle, () => process.disconnect());
