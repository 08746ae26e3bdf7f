import type { Execute } from '../../../run/execute.ts';

/**
 * Runs `body` with the `alter table` of old, which looks at no other table, view or trigger; and puts the connection
 * back as it was.
 */
export async function withLegacyAlterTable(execute: Execute, body: () => Promise<unknown>): Promise<void> {
  const [row] = await execute('pragma legacy_alter_table');
  await execute('pragma legacy_alter_table = on');
  try {
    await body();
  } finally {
    await execute(`pragma legacy_alter_table = ${Number(row?.legacy_alter_table ?? 0)}`);
  }
}
