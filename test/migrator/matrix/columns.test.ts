import { runMatrix } from './run-matrix.ts';

runMatrix('add column', 'drop column', 'primary keys');
