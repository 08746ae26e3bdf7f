import { runMatrix } from './run-matrix.ts';

runMatrix('foreign keys');
