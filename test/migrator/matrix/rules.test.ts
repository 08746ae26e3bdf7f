import { runMatrix } from './run-matrix.ts';

runMatrix('column rules', 'checks and enums', 'indexes and unique');
