import type { SqlEntityManager } from '@mikro-orm/sql';
import { type PageRows, readPage } from '../../database/page.ts';
import type { RowMap } from '../../database/row-map.ts';
import { countRows } from '../../database/rows.ts';
import type { Condition } from '../../database/sql.ts';
import type { Selection } from '../selection.ts';
import type { PageInfo } from '../types.generated.ts';
import type { ListOrder } from './list-order.ts';
import type { PageArguments } from './page-arguments.ts';

/** Which page of which list, and what is asked of it. */
export interface ConnectionRequest<Row extends object> {
  em: SqlEntityManager;
  rowMap: RowMap<Row>;
  where: Condition;
  order: ListOrder<Row>;
  page: PageArguments;
  selection: Selection;
}

/**
 * A page of a list (https://relay.dev/graphql/connections.htm). Its rows are read once, when the first of its fields
 * needs them, and counted only for `totalCount`: a query costs a statement for each, or none.
 */
export class Connection<Row extends object> {
  readonly #request: ConnectionRequest<Row>;
  /** Where the page begins. Read at once: bad input is refused whatever is asked of the page. */
  readonly #from: unknown[] | undefined;
  #rows: Promise<PageRows<Row>> | undefined;

  /** @throws BAD_USER_INPUT for a cursor that is none of this list. */
  constructor(request: ConnectionRequest<Row>) {
    this.#request = request;
    const { cursor } = request.page;
    this.#from = cursor && request.order.positionOf(cursor.text, cursor.argument);
  }

  async edges(): Promise<{ cursor: string; node: Row }[]> {
    const { rows } = await this.#read();
    return rows.map((node) => ({ cursor: this.#request.order.cursorOf(node), node }));
  }

  async nodes(): Promise<Row[]> {
    return (await this.#read()).rows;
  }

  async pageInfo(): Promise<PageInfo> {
    const { rows, hasMore, hasBehind } = await this.#read();
    const { order, page } = this.#request;
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      hasNextPage: page.backwards ? hasBehind : hasMore,
      hasPreviousPage: page.backwards ? hasMore : hasBehind,
      startCursor: first ? order.cursorOf(first) : null,
      endCursor: last ? order.cursorOf(last) : null,
    };
  }

  totalCount(): Promise<number> {
    const { em, rowMap, where } = this.#request;
    return countRows(em, rowMap.table, where);
  }

  #read(): Promise<PageRows<Row>> {
    const { em, rowMap, where, order, page, selection } = this.#request;
    this.#rows ??= readPage(em, rowMap, {
      properties: [selection.under('nodes'), selection.under('edges')?.under('node')].flatMap(
        (rows) => rows?.names.filter(rowMap.has) ?? [],
      ),
      where,
      order: order.keys,
      from: this.#from,
      backwards: page.backwards,
      size: page.size,
      lookBehind:
        selection.under('pageInfo')?.has(page.backwards ? 'hasNextPage' : 'hasPreviousPage') ?? false,
    });
    return this.#rows;
  }
}
