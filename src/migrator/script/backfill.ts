import { quoteColumn, quoteName } from '../model/quote.ts';
import type { Dialect } from '../model/schema.ts';
import type { SettledBackfill } from '../run/backfill/settle.ts';

/**
 * A backfill as one statement: on PostgreSQL a block that commits batch by batch, which has to stand outside of a
 * transaction; on SQLite one update.
 */
export function printBackfill(backfill: SettledBackfill, dialect: Dialect): string {
  const { where, batchSize, pause } = backfill;
  const table = quoteName(backfill.table);
  const set = Object.entries(backfill.set)
    .map(([column, value]) => `${quoteColumn(column)} = ${value}`)
    .join(', ');
  if (dialect === 'sqlite') {
    return `update ${table} set ${set} where ${where}`;
  }
  const tag = freeTag(`${set}${where}`);
  // No row meets the condition once it is changed: the next batch are others, and the last one is empty.
  return `do ${tag}
declare
  changed bigint;
begin
  loop
    update ${table} set ${set}
     where ctid = any (array(select ctid from ${table} where ${where} limit ${batchSize})) and (${where});
    get diagnostics changed = row_count;
    commit;
    exit when changed = 0;
    perform pg_sleep(${pause / 1000});
  end loop;
end
${tag}`;
}

function freeTag(text: string): string {
  let tag = '$backfill$';
  while (text.includes(tag)) {
    tag = tag.replace(/\$$/, '_$');
  }
  return tag;
}
