import { runMatrix } from './run-matrix.ts';

runMatrix('column rules');
