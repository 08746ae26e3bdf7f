import { runMatrix } from './run-matrix.ts';

runMatrix('primary keys');
