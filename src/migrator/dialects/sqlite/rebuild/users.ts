import { quoteColumn } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { foldName, isSameName } from '../sql/identifier.ts';
import { parseCreateTable } from '../sql/parse-create-table.ts';
import { describeConstraint, type RebuildPlan } from './plan.ts';
import { refuse } from './refusal.ts';
import { tryOut } from './savepoint.ts';

interface SchemaObject {
  type: string;
  name: string;
  sql: string;
}

/**
 * Looks for indexes, views, triggers and foreign keys that use a column which is to go.
 *
 * SQLite itself says which: it is made to rename the column, and what it rewrites uses it. A search for the name would
 * take any text for a use.
 *
 * @throws MigrationError `REBUILD_REFUSED` that names them.
 */
export async function assertUnused(execute: Execute, plan: RebuildPlan): Promise<void> {
  for (const column of plan.dropped) {
    const users = await findUsers(execute, plan, column);
    if (users.length > 0) {
      throw refuse(
        plan.from.name,
        `column "${column}" is to be dropped and is used by ${users.join(', ')}`,
        'Drop them before, in the same migration, and create them again after it as they should be; or keep the column.',
      );
    }
  }
}

async function findUsers(execute: Execute, plan: RebuildPlan, column: string): Promise<string[]> {
  const table = plan.from.name;
  const before = await readObjects(execute);
  const after = await tryOut(execute, async () => {
    await execute(
      `alter table main.${quoteColumn(table)} rename column ${quoteColumn(column)} to ${quoteColumn(unusedName(plan))}`,
    );
    return readObjects(execute);
    // A view that is broken already forbids every rename. The search for broken objects afterwards finds the rest.
  }).catch(() => before);
  return before.flatMap((object, at) => {
    const renamed = after[at]?.sql ?? object.sql;
    if (renamed === object.sql) {
      return [];
    }
    if (object.type === 'table') {
      return isSameName(object.name, table)
        ? ownUsers(plan, column, renamed)
        : [`a foreign key of table "${object.name}"`];
    }
    return [`${object.type} "${object.name}"`];
  });
}

function unusedName({ from }: RebuildPlan): string {
  let name = 'renamed';
  while (from.columns.some((column) => isSameName(column.name, name))) {
    name += '_';
  }
  return name;
}

async function readObjects(execute: Execute): Promise<SchemaObject[]> {
  const rows = await execute(
    'select "type", "name", "sql" from main.sqlite_schema where "sql" is not null order by rowid',
  );
  return rows.map(({ type, name, sql }) => ({ type: String(type), name: String(name), sql: String(sql) }));
}

/** The checks and generated columns of the table itself that would be left without the column. */
function ownUsers({ from, to }: RebuildPlan, column: string, renamedSql: string): string[] {
  const renamed = parseCreateTable(renamedSql);
  const constraints = from.constraints
    .filter(({ text }, at) => text !== renamed.constraints[at]?.text)
    .filter(({ kind, text }) => kind === 'check' && to.constraints.some((left) => left.text === text))
    .map(describeConstraint);
  const columns = from.columns.flatMap(({ name, constraints }, at) => {
    const left = to.columns.find((other) => isSameName(other.name, name));
    return foldName(name) === foldName(column) || left === undefined
      ? []
      : constraints
          .filter(({ text }, index) => text !== renamed.columns[at]?.constraints[index]?.text)
          .filter(
            ({ text, kind }) =>
              kind !== 'references' && left.constraints.some((other) => other.text === text),
          )
          .map(({ kind }) => `${kind === 'check' ? 'a check of' : 'generated'} column "${name}"`);
  });
  return [...constraints, ...columns];
}
