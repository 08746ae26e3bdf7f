import type { PageRows } from '../../database/page.ts';
import type { PageInfo } from '../types.generated.ts';
import type { PageArguments } from './page-arguments.ts';
import type { RowOrder } from './row-order.ts';

/** A page of a list (https://relay.dev/graphql/connections.htm), read to the extent that it was asked for. */
export class Page<Row extends object> {
  readonly #order: RowOrder<Row>;
  readonly #arguments: PageArguments;
  readonly #page: PageRows<Row>;
  readonly #totalCount: number | undefined;
  readonly #edgeNodes: Row[];

  /** @param edgeNodes The objects of the edges, where they are others than the nodes. */
  constructor(
    order: RowOrder<Row>,
    pageArguments: PageArguments,
    page: PageRows<Row>,
    totalCount: number | undefined,
    edgeNodes: Row[] = page.rows,
  ) {
    this.#order = order;
    this.#arguments = pageArguments;
    this.#page = page;
    this.#totalCount = totalCount;
    this.#edgeNodes = edgeNodes;
  }

  nodes(): Row[] {
    return this.#page.rows;
  }

  edges(): { cursor: string; node: Row }[] {
    return this.#edgeNodes.map((node) => ({ cursor: this.#order.cursorOf(node), node }));
  }

  /** The objects that the edges lead to. */
  edgeNodes(): Row[] {
    return this.#edgeNodes;
  }

  pageInfo(): PageInfo {
    const { rows, hasMore, hasBehind } = this.#page;
    const [first, last] = [rows[0], rows.at(-1)];
    const { backwards } = this.#arguments;
    return {
      hasNextPage: backwards ? hasBehind : hasMore,
      hasPreviousPage: backwards ? hasMore : hasBehind,
      startCursor: first ? this.#order.cursorOf(first) : null,
      endCursor: last ? this.#order.cursorOf(last) : null,
    };
  }

  totalCount(): number {
    if (this.#totalCount === undefined) {
      throw new Error('The rows were not counted: the selection did not ask for totalCount.');
    }
    return this.#totalCount;
  }
}
