import { blocks } from './blocks.ts';
import type { MeasuredRule } from './measured-rule.ts';

/**
 * A table that was there is read from end to end while a lock is held that others wait for (PostgreSQL manual,
 * "Explicit Locking": a lock is held till the end of the transaction).
 */
export const blockingScan: MeasuredRule = {
  name: 'blocking-scan',
  check({ locks, scans }) {
    const held = locks.flatMap(({ table, mode }) => {
      const what = blocks(mode);
      return what === undefined ? [] : [`"${table}" in ${mode} (${what} wait)`];
    });
    return held.length === 0 || scans.length === 0
      ? undefined
      : {
          reason: `Measured: PostgreSQL reads ${scans.map((table) => `"${table}"`).join(', ')} from end to end while it holds ${held.join(', ')}.`,
          alternative:
            'In two steps, each committed by itself (override isTransactional() { return false; }): one that takes the lock and reads nothing (not valid), one that reads and takes no such lock (validate constraint, create index concurrently).',
          link: 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
        };
  },
};
