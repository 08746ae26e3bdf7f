import { runMatrix } from './run-matrix.ts';

runMatrix('checks and enums');
