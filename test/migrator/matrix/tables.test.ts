import { runMatrix } from './run-matrix.ts';

runMatrix('rename', 'foreign keys', 'tables', 'combined');
