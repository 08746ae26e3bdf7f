import { dialectOf } from '../../database/dialect.ts';
import type { Link } from '../../database/link.ts';
import { readLinked } from '../../database/read-linked.ts';
import { countPerParent } from '../../database/rows.ts';
import { visible, within } from '../../database/scope.ts';
import { type ConnectionArguments, readPageArguments } from '../connections/page-arguments.ts';
import type { Context } from '../context.ts';
import type { NodeType } from '../nodes/global-id.ts';
import type { SelectedField } from '../selection.ts';
import { todoCondition } from '../todos/todo-filter.ts';
import { BY_HAND, NEWEST_FIRST, todoOrder } from '../todos/todo-order.ts';
import { TAGS_OF_TODO } from '../todos/todo-tags.ts';
import { isOpen } from '../todos/todo-views.ts';
import type { TodoFilter, TodoOrder } from '../types.generated.ts';
import type { Below } from './below.ts';
import { findByIds } from './find-by-ids.ts';
import { belowPages, findPages } from './find-pages.ts';
import { propertiesOf, type Rows, rowMapFor, scopeOf } from './things.ts';

/** Reads a field of all `rows` at once: its value for each, in their order, and the rows of the next level. */
type Relation<Row> = (
  context: Context,
  rows: readonly Row[],
  field: SelectedField,
) => Promise<{ values: unknown[]; below: Below[] }>;

/** The fields that are read from elsewhere than the row of their object. */
export const RELATIONS: { [Type in NodeType]: Readonly<Record<string, Relation<Rows[Type]>>> } = {
  Todo: {
    async list(context, rows, { selection }) {
      const ids = new Set(rows.flatMap(({ list }) => list ?? []));
      const lists = await findByIds(context, 'List', [...ids], selection);
      const byId = new Map(lists.map((list) => [list.id, list]));
      return {
        values: rows.map(({ list }) => (list === null ? null : (byId.get(list) ?? null))),
        below: [{ type: 'List', rows: lists, selection }],
      };
    },
    async tags(context, rows, { selection }) {
      const { em } = context;
      const rowMap = rowMapFor(em, 'Tag');
      const pairs = { table: 'todo_tags', own: 'tag_id', parent: 'todo_id' };
      const tags = await readLinked(
        em,
        rowMap,
        propertiesOf(rowMap, 'Tag', selection),
        pairs,
        rows.map(({ id }) => id),
        visible('tags', scopeOf(context)),
        'name',
      );
      return {
        values: rows.map(({ id }) => tags.get(id) ?? []),
        below: [{ type: 'Tag', rows: [...tags.values()].flat(), selection }],
      };
    },
  },
  List: todosOf({ column: 'list_id' }, BY_HAND),
  Tag: todosOf({ through: TAGS_OF_TODO }, NEWEST_FIRST),
};

/** The fields of what todos belong to by `link`. */
function todosOf(link: Link, defaultOrder: TodoOrder): Readonly<Record<string, Relation<{ id: string }>>> {
  return {
    async todos(context, rows, field) {
      const { filter, orderBy, ...page } = field.args() as ConnectionArguments & {
        filter?: TodoFilter;
        orderBy?: TodoOrder[];
      };
      const { em } = context;
      const scope = scopeOf(context);
      const request = {
        page: readPageArguments(page),
        order: todoOrder(orderBy, defaultOrder),
        where: within(
          visible('todos', scope),
          todoCondition(filter, rowMapFor(em, 'Todo'), dialectOf(em), scope),
        ),
        selection: field.selection,
      };
      const ids = rows.map(({ id }) => id);
      const values = await findPages(context, 'Todo', request, link, ids);
      return { values, below: belowPages('Todo', values, field.selection) };
    },
    async openTodoCount(context, rows) {
      const { em } = context;
      const where = within(visible('todos', scopeOf(context)), isOpen(rowMapFor(em, 'Todo')));
      const ids = rows.map(({ id }) => id);
      const counts = await countPerParent(em, 'todos', where, link, ids);
      return { values: ids.map((id) => counts.get(id) ?? 0), below: [] };
    },
  };
}
