import type { HopForm } from '../hops/hop.ts';

/** Why a part of a change is a migration outside a transaction, for people who see that for the first time. */
const REASONS: Record<HopForm, string | undefined> = {
  transaction: undefined,
  indexes:
    'The table stays in use meanwhile; that cannot be part of a transaction (PostgreSQL manual, CREATE INDEX CONCURRENTLY), ' +
    'so it is a migration of its own.',
  constraints:
    'New rows keep to a rule at once, and those that exist are looked through while the table stays in use (PostgreSQL ' +
    'manual, ALTER TABLE, NOT VALID); that takes a transaction for each statement, so it is a migration of its own.',
  backfill:
    'A few rows at a time, each batch committed by itself: one statement for all of them would hold their locks until ' +
    'the last is written, so it is a migration of its own.',
};

/** What a migration does, in one sentence, and why it is apart from the rest of its change. */
export function withReason(sentence: string, form: HopForm): string {
  const reason = REASONS[form];
  return reason === undefined ? sentence : `${sentence} ${reason}`;
}
