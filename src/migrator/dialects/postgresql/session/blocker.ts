import { formatDuration } from '../../../run/duration.ts';
import type { Execute, Row } from '../../../run/execute.ts';

/** A session that holds, or waits in front for, the lock that a statement of ours needs. */
export interface Blocker {
  /** 0 for a prepared transaction, which has no process. */
  pid: number;
  row: Row;
}

const LONGEST_QUERY = 160;

/**
 * Who keeps the session `waiting` from going on; nobody where it does not wait for a lock. Asked of the activity first:
 * `pg_blocking_pids` stops every lock of the server for a moment (manual, "System Information Functions").
 */
export async function readBlockers(execute: Execute, waiting: number): Promise<Blocker[]> {
  const rows = await execute(`
    select blocker.pid, a.application_name as application, a.usename as "user", a.state, a.query,
           a.backend_type as type, extract(epoch from clock_timestamp() - a.xact_start)::float8 * 1000 as open
      from pg_stat_activity as mine
     cross join lateral (select distinct unnest(pg_blocking_pids(mine.pid)) as pid) as blocker
      left join pg_stat_activity as a on a.pid = blocker.pid
     where mine.pid = ${waiting} and mine.wait_event_type = 'Lock'
     order by a.xact_start nulls last`);
  return rows.map((row) => ({ pid: Number(row.pid), row }));
}

/** Blockers as the rest of a sentence that says `held by …`. */
export function describeBlockers(blockers: readonly Blocker[]): string {
  const described = blockers.slice(0, 3).map(describeBlocker);
  const others = blockers.length - described.length;
  return [...described, ...(others > 0 ? [`${others} more`] : [])].join('; and by ');
}

function describeBlocker({ pid, row }: Blocker): string {
  if (pid === 0) {
    return 'a prepared transaction (they are listed in pg_prepared_xacts)';
  }
  return `process ${pid}${describeClient(row)}${describeWork(row)}`;
}

function describeClient({ application, user, type }: Row): string {
  const parts = [
    ...(typeof application === 'string' && application !== '' ? [`application "${application}"`] : []),
    ...(typeof user === 'string' ? [`user "${user}"`] : []),
    ...(typeof type === 'string' && type !== 'client backend' ? [type] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Who is no superuser, and not in `pg_read_all_stats`, sees of others only that they are there. */
function describeWork({ state, query, open }: Row): string {
  if (typeof state !== 'string') {
    return query === '<insufficient privilege>' ? ', whose work this user may not see' : '';
  }
  const age = open === null ? '' : `, whose transaction has been open for ${formatDuration(Number(open))}`;
  const idle = state.startsWith('idle');
  const text = shorten(String(query));
  return `${age}${idle ? ` and is idle` : ''}${text === '' ? '' : `; ${idle ? 'its last query' : 'it runs'}: ${text}`}`;
}

function shorten(query: string): string {
  const line = query.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_QUERY ? line : `${line.slice(0, LONGEST_QUERY - 1)}…`;
}
