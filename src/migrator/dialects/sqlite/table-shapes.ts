import type { Execute } from '../../run/execute.ts';

/** What tells one table from another while a migration changes it. */
export interface TableShape {
  /** Page of its root in the file: survives a rename, not a rebuild. */
  root: number;
  /** Stored columns in order; generated ones hold nothing of their own. */
  columns: string[];
}

/** The ordinary tables of the database: no virtual ones, nor the tables in which those keep their index. */
export async function readTableShapes(execute: Execute): Promise<Map<string, TableShape>> {
  const rows = await execute(`
    select s.name as "table", s.rootpage as root, c.name as "column"
      from pragma_table_list as l
      join main.sqlite_schema as s on s.type = 'table' and s.name = l.name
      join pragma_table_info(s.name, 'main') as c
     where l.schema = 'main' and l.type = 'table' and s.name not like 'sqlite\\_%' escape '\\'
     order by s.name, c.cid`);
  const shapes = new Map<string, TableShape>();
  for (const row of rows) {
    const name = String(row.table);
    const shape = shapes.get(name) ?? { root: Number(row.root), columns: [] };
    shape.columns.push(String(row.column));
    shapes.set(name, shape);
  }
  return shapes;
}

/**
 * Finds the table that `name` has become: the one with its root and columns, else the one that has its name.
 *
 * @param rootsMove With auto_vacuum SQLite moves the roots of other tables when one is dropped; then a new name with
 *   the same columns has to do.
 */
export function findSuccessor(
  name: string,
  before: ReadonlyMap<string, TableShape>,
  after: ReadonlyMap<string, TableShape>,
  rootsMove: boolean,
): string | undefined {
  const old = before.get(name);
  if (rootsMove && after.has(name)) {
    return name;
  }
  const renamed = [...after].find(
    ([candidate, shape]) =>
      (rootsMove ? !before.has(candidate) : shape.root === old?.root) &&
      shape.columns.join('\0') === old?.columns.join('\0'),
  );
  return renamed?.[0] ?? (after.has(name) ? name : undefined);
}

/** The column that one `alter table` renamed: same place, another name, and nothing else differs. */
export function findRenamedColumn(
  before: readonly string[],
  after: readonly string[],
): { from: string; to: string } | undefined {
  const changed = before.flatMap((from, index) => {
    const to = after[index];
    return to === undefined || to === from ? [] : [{ from, to }];
  });
  return before.length === after.length && changed.length === 1 ? changed[0] : undefined;
}
