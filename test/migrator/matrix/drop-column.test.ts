import { runMatrix } from './run-matrix.ts';

runMatrix('drop column');
