import type { SqlEntityManager } from '@mikro-orm/sql';
import { rowMapOf } from '../database/row-map.ts';
import { run, type Sql } from '../database/sql.ts';
import { Todo } from '../entities/todo.ts';

/** Runs `statement`, which returns whole rows of todos under the names of their properties, and maps them. */
export async function runWrite(em: SqlEntityManager, statement: Sql): Promise<Todo[]> {
  return readTodos(em, await run(em, statement));
}

/** Todos from rows, or JSON, whose keys are the names of properties. Drops the keys that are none. */
export function readTodos(em: SqlEntityManager, rows: readonly Record<string, unknown>[]): Todo[] {
  const rowMap = rowMapOf(em, Todo);
  return rows.flatMap((row) => {
    const known = Object.fromEntries(Object.entries(row).filter(([name]) => rowMap.has(name)));
    return rowMap.read([known], Object.keys(known).filter(rowMap.has));
  });
}
