import type { Link } from '../../database/link.ts';
import type { PageRequest, PageRows } from '../../database/page.ts';
import { readPage, readPages } from '../../database/read-pages.ts';
import { countPerParent, countRows } from '../../database/rows.ts';
import type { OwnedCondition } from '../../database/scope.ts';
import { Page } from '../connections/page.ts';
import type { PageArguments } from '../connections/page-arguments.ts';
import type { RowOrder } from '../connections/row-order.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { Selection } from '../selection.ts';
import type { Below } from './below.ts';
import { type EmbeddedField, embeddedFields, keepEmbedded } from './embedded.ts';
import { propertiesOf, type Rows, rowMapFor } from './things.ts';

/** Which page of which list, and what is asked of it. */
export interface ConnectionRequest<Row extends object> {
  page: PageArguments;
  order: RowOrder<Row>;
  where: OwnedCondition;
  /** What is asked of the connection. */
  selection: Selection | undefined;
}

/**
 * A page of objects of `type`, by their own columns: a statement for the rows and one for `totalCount`, each only where it
 * is asked for.
 *
 * @throws BAD_USER_INPUT for a cursor that is none of this order, whatever is asked of the page.
 */
export async function findPage<Type extends NodeType>(
  context: Context,
  type: Type,
  request: ConnectionRequest<Rows[Type]>,
): Promise<Page<Rows[Type]>> {
  const { em } = context;
  const rowMap = rowMapFor(em, type);
  const { where, selection } = request;
  const pageRequest = pageRequestOf(context, type, request);
  const embedded = embeddedOf(context, type, selection);
  const [rows, totalCount] = await Promise.all([
    asksForRows(selection) ? readPage(em, rowMap, { ...pageRequest, embedded }) : NOTHING,
    selection?.has('totalCount') ? countRows(em, rowMap.table, where) : undefined,
  ]);
  keepEmbedded(rows.rows, embedded);
  return toPage(request, rows, totalCount);
}

/** The same page for each of `parents`, which `link` leads to; in as many statements as for one. */
export async function findPages<Type extends NodeType>(
  context: Context,
  type: Type,
  request: ConnectionRequest<Rows[Type]>,
  link: Link,
  parents: readonly string[],
): Promise<Page<Rows[Type]>[]> {
  const { em } = context;
  const rowMap = rowMapFor(em, type);
  const { where, selection } = request;
  const pageRequest = pageRequestOf(context, type, request);
  const embedded = embeddedOf(context, type, selection);
  const [pages, counts] = await Promise.all([
    asksForRows(selection)
      ? readPages(em, rowMap, { ...pageRequest, embedded }, link, parents)
      : parents.map((): PageRows<Rows[Type]> => NOTHING),
    selection?.has('totalCount') ? countPerParent(em, rowMap.table, where, link, parents) : undefined,
  ]);
  keepEmbedded(
    pages.flatMap(({ rows }) => rows),
    embedded,
  );
  return pages.map((rows, index) => toPage(request, rows, counts && (counts.get(parents[index] ?? '') ?? 0)));
}

const NOTHING: PageRows<never> = { rows: [], hasMore: false, hasBehind: false };

function asksForRows(selection: Selection | undefined): boolean {
  return ['nodes', 'edges', 'pageInfo'].some((field) => selection?.has(field));
}

function pageRequestOf<Type extends NodeType>(
  { em }: Context,
  type: Type,
  { page, order, where, selection }: ConnectionRequest<Rows[Type]>,
): PageRequest<Rows[Type]> {
  const { cursor, backwards, size } = page;
  return {
    properties: propertiesOf(
      rowMapFor(em, type),
      type,
      selection?.under('nodes'),
      selection?.under('edges')?.under('node'),
    ),
    where,
    order: order.keys,
    from: cursor && order.positionOf(cursor.text, cursor.argument),
    backwards,
    size,
    lookBehind: selection?.under('pageInfo')?.has(backwards ? 'hasNextPage' : 'hasPreviousPage') ?? false,
  };
}

/** What is read along with the rows of a page; nothing where nodes and edges may ask for different things. */
function embeddedOf(context: Context, type: NodeType, selection: Selection | undefined): EmbeddedField[] {
  const [nodes, edgeNodes] = [selection?.under('nodes'), selection?.under('edges')?.under('node')];
  return nodes && edgeNodes ? [] : embeddedFields(context, type, nodes ?? edgeNodes);
}

/** The two ways to the objects of a page may ask for different things under one name: then each has rows of its own. */
function toPage<Row extends object>(
  { order, page, selection }: ConnectionRequest<Row>,
  rows: PageRows<Row>,
  totalCount: number | undefined,
): Page<Row> {
  const isTwofold = selection?.has('nodes') && selection.has('edges');
  return new Page(
    order,
    page,
    rows,
    totalCount,
    isTwofold ? rows.rows.map((row) => ({ ...row })) : undefined,
  );
}

/** The objects of `pages`, and what is asked of them. */
export function belowPages<Row extends object>(
  type: NodeType,
  pages: readonly Page<Row>[],
  selection: Selection | undefined,
): Below[] {
  const nodes = selection?.under('nodes');
  const edgeNodes = selection?.under('edges')?.under('node');
  return [
    { type, rows: pages.flatMap((page) => page.nodes()), selection: nodes },
    { type, rows: pages.flatMap((page) => page.edgeNodes()), selection: edgeNodes },
  ];
}
