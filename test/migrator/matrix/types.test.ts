import { runMatrix } from './run-matrix.ts';

runMatrix('type', 'views and triggers', 'objects on the changed column');
