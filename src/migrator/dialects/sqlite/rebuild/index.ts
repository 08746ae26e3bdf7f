export { rebuildTable } from './rebuild-table.ts';
