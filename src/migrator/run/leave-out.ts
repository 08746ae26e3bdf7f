import type { Ledger } from './migration-database.ts';

/** `ledger`, but what becomes of these tables is no loss. */
export function leaveOut(ledger: Ledger, tables: readonly string[] = []): Ledger {
  return {
    observe: (step) => ledger.observe(step),
    findings: async () => (await ledger.findings()).filter(({ table }) => !tables.includes(table)),
  };
}
