import type { Execute } from '../../../run/execute.ts';

/** `lock_timeout` and `statement_timeout`, in milliseconds; 0 is no limit. */
export interface TimeLimits {
  lock: number;
  statement: number;
}

export const NO_LIMITS: TimeLimits = { lock: 0, statement: 0 };

/** @param local Whether they end with the transaction. */
export async function setTimeLimits(
  execute: Execute,
  { lock, statement }: TimeLimits,
  local: boolean,
): Promise<void> {
  await execute(
    `select set_config('lock_timeout', '${lock}', ${local}), set_config('statement_timeout', '${statement}', ${local})`,
  );
}

/** Those that a session has, as the settings of its user or database may give them. */
export async function readTimeLimits(execute: Execute): Promise<TimeLimits> {
  const rows = await execute(
    `select name, setting from pg_settings where name in ('lock_timeout', 'statement_timeout')`,
  );
  const read = (name: string) => Number(rows.find((row) => row.name === name)?.setting ?? 0);
  return { lock: read('lock_timeout'), statement: read('statement_timeout') };
}
