import type { MigrationError } from '../../errors.ts';
import type { ErrorFacts } from '../error-facts.ts';
import type { Failure } from '../failure.ts';
import { readDemands, splitStatements } from '../parse/index.ts';
import type { Probe } from '../probe.ts';
import { type Refusal, refusalError } from '../refusal.ts';
import { findRefusals } from '../rows/index.ts';
import { brokenAlready, notInPlace } from './alter-table.ts';
import { droppedUnderOthers } from './dependents.ts';
import { foreignKeyMismatch } from './foreign-key-mismatch.ts';
import { sqliteProbe } from './probe.ts';

/** The messages of SQLite's `alter table` that carry the code of any error. */
const ROWS = /^Cannot add a NOT NULL column|^CHECK constraint failed/;

/** Explains why SQLite refused the statement `facts` is about; undefined where SQLite says it best itself. */
export async function diagnoseSqlite(
  failure: Failure,
  facts: ErrorFacts,
): Promise<MigrationError | undefined> {
  const probe = sqliteProbe(failure.execute);
  const statements = splitStatements(failure.sql, 'sqlite');
  if (facts.code.startsWith('SQLITE_CONSTRAINT') || ROWS.test(facts.message)) {
    return refusalError(
      failure.migration,
      await findRefusalsInTurn(failure, probe, statements),
      failure.error,
    );
  }
  const demands = statements.flatMap((sql) => readDemands(sql, 'sqlite'));
  return (
    notInPlace(failure, facts) ??
    brokenAlready(failure, facts) ??
    (await droppedUnderOthers(failure, facts, demands)) ??
    (await foreignKeyMismatch(failure, facts, probe))
  );
}

/**
 * Looks at each statement, or clause of a rebuild, on what those before it leave: they are repeated, as far as SQLite
 * does them in place, and undone.
 */
async function findRefusalsInTurn(
  { execute }: Failure,
  probe: Probe,
  statements: readonly string[],
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  await execute('savepoint "diagnosis"');
  try {
    for (const statement of statements) {
      // A type converts in a rebuild only, which looks for itself at what it copies.
      const demands = readDemands(statement, 'sqlite');
      refusals.push(...(await findRefusals(probe, demands, async () => undefined)));
      if (statements.length > 1) {
        await probe.ask(statement);
      }
    }
  } finally {
    await execute('rollback to "diagnosis"');
    await execute('release "diagnosis"');
  }
  return refusals;
}
