import { deferOnPostgresql } from '../dialects/postgresql/online/defer.ts';
import { compareSchemas } from '../diff/compare-schemas.ts';
import { NO_RENAMES, type Renames } from '../diff/renames/renames.ts';
import { isEmptyDiff, type SchemaDiff } from '../diff/schema-diff.ts';
import type { Schema } from '../model/schema.ts';
import type { Deferral } from './deferral.ts';
import type { Hop, HopForm } from './hop.ts';
import { joinHops } from './join-hops.ts';
import { withIndexesOf, withoutEarlyConstraints, withoutEarlyIndexes, withoutLate } from './states.ts';

/**
 * Cuts a change into hops, each a migration of its own that does not stop a busy table. It is the model that is cut,
 * not the SQL: between two hops every database has a schema that can be written down, and the hops of one database end
 * where those of the others do. PostgreSQL says what has to be apart, because it is the one that serves while it is
 * migrated.
 *
 * @returns The hops in order; those with nothing to do are left out.
 */
export function cutChange(from: readonly Schema[], to: readonly Schema[], renames: Renames): Hop[] {
  const whole: Hop = { form: 'transaction', suffix: '', from, to, renames, fills: [] };
  const served = compareHop(whole).find(({ dialect }) => dialect === 'postgresql');
  const hops = served === undefined ? [whole] : cut(whole, deferOnPostgresql(served, renames));
  return joinHops(hops.filter((hop) => hop.form === 'backfill' || !compareHop(hop).every(isEmptyDiff)));
}

function cut({ from, to, renames }: Hop, deferral: Deferral): Hop[] {
  const { fills } = deferral;
  const released = from.map((schema) => withoutEarlyConstraints(schema, deferral));
  const cleared = released.map((schema) => withoutEarlyIndexes(schema, deferral));
  const changed = pairs(to, cleared).map(([after, before]) => withoutLate(after, before, deferral, renames));
  const indexed = pairs(changed, to).map(([schema, after]) => withIndexesOf(schema, after));
  const outside = (form: HopForm, suffix: string, from: Schema[], to: readonly Schema[]): Hop => ({
    form,
    suffix,
    from,
    to,
    renames: NO_RENAMES,
    fills: [],
  });
  return [
    { ...outside('constraints', 'drop_constraints', [...from], released) },
    outside('indexes', 'drop_indexes', released, cleared),
    { form: 'transaction', suffix: '', from: cleared, to: changed, renames, fills },
    ...(fills.length === 0 ? [] : [{ ...outside('backfill', 'backfill', changed, changed), fills }]),
    outside('indexes', 'indexes', changed, indexed),
    outside('constraints', 'constraints', indexed, to),
  ];
}

/** What leads through a hop, on each dialect. */
export function compareHop({ from, to, renames }: Pick<Hop, 'from' | 'to' | 'renames'>): SchemaDiff[] {
  return pairs(from, to).map(([before, after]) => compareSchemas(before, after, renames));
}

function pairs(a: readonly Schema[], b: readonly Schema[]): [Schema, Schema][] {
  return a.flatMap((schema, index): [Schema, Schema][] => {
    const other = b[index];
    return other === undefined ? [] : [[schema, other]];
  });
}
