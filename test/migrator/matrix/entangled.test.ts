import { runMatrix } from './run-matrix.ts';

runMatrix('objects on the changed column');
