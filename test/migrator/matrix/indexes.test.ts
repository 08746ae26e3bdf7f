import { runMatrix } from './run-matrix.ts';

runMatrix('indexes and unique');
