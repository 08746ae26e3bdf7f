import { runMatrix } from './run-matrix.ts';

runMatrix('tables, keys, views, triggers');
