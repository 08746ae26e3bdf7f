import { quoteName } from '../../model/quote.ts';

/**
 * A `create table` over several lines, indented for the body of a migration. The line breaks are part of the
 * statement: laying it out later would have to tell them from those inside a string.
 */
export function createTable(name: string, lines: readonly string[]): string {
  return `create table ${quoteName(name)} (\n      ${lines.join(',\n      ')}\n    )`;
}
