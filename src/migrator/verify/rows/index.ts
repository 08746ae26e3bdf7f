export { type CompareOptions, compareRows, unchangedColumns } from './compare-rows.ts';
export { generateRows } from './generate-rows.ts';
export type { FilledTable, GenerateOptions } from './options.ts';
export { readRows, type TableRows } from './read-rows.ts';
