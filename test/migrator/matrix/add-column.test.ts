import { runMatrix } from './run-matrix.ts';

runMatrix('add column');
