import type { Dialect } from '../model/schema.ts';
import { strongest } from '../rehearse/measure/lock-mode.ts';
import type { LockMode, MeasuredStatement, Pass, RehearsedMigration } from '../rehearse/rehearsal.ts';

/** What a direction does to the tables that were there before, taken together. */
export interface Impact {
  table: string;
  /** The strongest lock that any statement held; absent where none was held. */
  lock?: LockMode;
  /** Whether its file was written anew. */
  rewritten: boolean;
  /** Whether it was read from end to end. */
  scanned: boolean;
}

/** One migration as it went. */
export interface VerifiedMigration {
  name: string;
  /** Milliseconds, for each pass that was carried out. */
  durations: Partial<Record<Dialect, Partial<Record<Pass, number>>>>;
  /** Measured on PostgreSQL. */
  impact: Record<'up' | 'down', Impact[]>;
  /** Statement by statement. */
  statements: Record<'up' | 'down', MeasuredStatement[]>;
}

/** Adds how a migration went on one database to what is known of it. */
export function summarize(rehearsed: RehearsedMigration, known?: VerifiedMigration): VerifiedMigration {
  const { name, dialect, up, down, again } = rehearsed;
  const durations = {
    ...(up && { up: up.duration }),
    ...(down && { down: down.duration }),
    ...(again && { again: again.duration }),
  };
  const isMeasured = dialect === 'postgresql';
  const statements = {
    up: isMeasured ? (up?.statements ?? []) : (known?.statements.up ?? []),
    down: isMeasured ? (down?.statements ?? []) : (known?.statements.down ?? []),
  };
  return {
    name,
    durations: { ...known?.durations, [dialect]: durations },
    impact: { up: impactOf(statements.up), down: impactOf(statements.down) },
    statements,
  };
}

function impactOf(statements: readonly MeasuredStatement[]): Impact[] {
  const tables = new Set(
    statements.flatMap(({ locks, rewrites, scans }) => [
      ...locks.map(({ table }) => table),
      ...rewrites,
      ...scans,
    ]),
  );
  return [...tables].sort().map((table) => {
    const modes = statements.flatMap(({ locks }) => locks.filter((lock) => lock.table === table));
    const lock = strongest(modes.map(({ mode }) => mode));
    return {
      table,
      ...(lock && { lock }),
      rewritten: statements.some(({ rewrites }) => rewrites.includes(table)),
      scanned: statements.some(({ scans }) => scans.includes(table)),
    };
  });
}
