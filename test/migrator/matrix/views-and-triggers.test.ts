import { runMatrix } from './run-matrix.ts';

runMatrix('views and triggers');
