import type { Sql } from '../database/sql.ts';
import { sql } from '../database/sql-template.ts';

/** The channel of PostgreSQL that events travel on. */
export const CHANNEL = 'todo_events';

/** The manual, NOTIFY: the payload "must be specified as a simple string literal, shorter than 8000 bytes". */
const MAX_BYTES = 7_999;
/** At most four bytes each; what is left over is for the label. */
const CHARACTERS_PER_PART = 1_900;

/**
 * Statement that notifies of each text that the query `texts` returns in its columns "text" and "place", in the order of
 * "place". A text that is too long for one notification goes in parts, each labelled: `2/3/<which text> <part>`. The
 * label says of which text, because PostgreSQL drops what equals an earlier notification of the same transaction.
 * Nothing comes between the parts: notifications are delivered transaction by transaction.
 */
export function notifyOf(texts: Sql): Sql {
  const fits = sql`octet_length("text") <= ${sql.raw(`${MAX_BYTES}`)}`;
  const length = sql.raw(`${CHARACTERS_PER_PART}`);
  return sql`select pg_notify(${sql.raw(`'${CHANNEL}'`)}, "payload") from (select case when ${fits} then "text" else concat("part" + 1, '/', "parts", '/', encode(sha256(convert_to("text", 'UTF8')), 'hex'), ' ', substr("text", "part" * ${length} + 1, ${length})) end as "payload" from (select "text", "place", case when ${fits} then 1 else (length("text") - 1) / ${length} + 1 end as "parts" from (${texts}) as "texts") as "measured", lateral generate_series(0, "parts" - 1) as "part" order by "place", "part") as "payloads"`;
}

/** Puts texts together again that came in parts. */
export class PartCollector {
  #label = '';
  #parts: string[] = [];

  /** @returns The text that is complete with this payload, if one is. */
  add(payload: string): string | undefined {
    const found = /^(\d+)\/(\d+)\/([0-9a-f]+) /.exec(payload);
    if (found === null) {
      return payload;
    }
    const [head, part, parts, label = ''] = found;
    if (part === '1') {
      this.#label = label;
      this.#parts = [];
    }
    if (label !== this.#label || Number(part) !== this.#parts.length + 1) {
      return undefined;
    }
    this.#parts.push(payload.slice(head.length));
    return part === parts ? this.#parts.splice(0).join('') : undefined;
  }
}
