import { quoteColumn } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';

/**
 * Drops every view and table of an SQLite database; triggers and indexes go with their tables. Foreign keys must be
 * off: `drop table` would otherwise delete the rows of children first, or refuse.
 */
export async function dropEverything(execute: Execute): Promise<void> {
  const objects = await execute(`
    select name, type from pragma_table_list
     where schema = 'main' and name not like 'sqlite\\_%' escape '\\' and type in ('view', 'virtual', 'table')
     order by case type when 'view' then 1 when 'virtual' then 2 else 3 end`);
  for (const { name, type } of objects) {
    await execute(`drop ${type === 'view' ? 'view' : 'table'} if exists main.${quoteColumn(String(name))}`);
  }
}
