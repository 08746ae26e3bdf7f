import type { Client } from 'pg';
import type { Sample } from './primary-log.ts';
import { Probe } from './probe.ts';

/** The channel of PostgreSQL on which processes tell each other who wrote. */
const CHANNEL = 'todo_writes';
/** The manual, NOTIFY: the payload must be shorter than 8000 bytes. */
const MAX_BYTES = 7_999;

/**
 * How far the log is, and when. What was acknowledged before the moment is before the position: flushed, or where
 * commits are acknowledged before that (`synchronous_commit` off), inserted. Not inserted where it need not be: what was
 * not flushed is not sent to replicas, and on an idle server may stay so for long.
 */
const SAMPLE = `select (extract(epoch from clock_timestamp()) * 1000)::text as "moment",
  pg_wal_lsn_diff(case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end, '0/0')::text as "position",
  (select "system_identifier"::text from pg_control_system()) as "system",
  (select "oid"::text from pg_database where "datname" = current_database()) as "database",
  ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int::text as "timeline"`;

/** What is done with what the link hears. */
export interface LinkEvents {
  /** Somebody wrote through another process. */
  onWritten(viewer: string): void;
  /** Nothing is heard any more, until `sample` has succeeded again. */
  onLost(): void;
}

/**
 * A connection of this process to the primary, beside the pool, which is busiest when replicas are needed most. Asks how
 * far the log is, and passes on between processes who wrote: so it may not go through a pooler.
 */
export class PrimaryLink {
  readonly #probe: Probe;
  /** Who wrote here, and has not been told of yet. */
  readonly #untold = new Set<string>();
  #isTelling = false;

  /** @param timeoutMs How long the primary may take to answer. */
  constructor(url: string, timeoutMs: number, { onWritten, onLost }: LinkEvents) {
    this.#probe = new Probe(url, timeoutMs, {
      onConnected: (client) => client.query(`listen ${CHANNEL}`),
      onNotification({ payload = '', processId }, client) {
        if (processId !== ownProcessId(client)) {
          viewersIn(payload).forEach(onWritten);
        }
      },
      onLost,
    });
  }

  /** Whether it is too early to ask. */
  get isPausing(): boolean {
    return this.#probe.isPausing;
  }

  /** @throws What stands against an answer. */
  async sample(): Promise<Sample> {
    const { moment, position, system = '', database = '', timeline = '' } = await this.#probe.ask(SAMPLE);
    return { moment: Number(moment), position: BigInt(position ?? 0), system, database, timeline };
  }

  /** Tells the other processes that `viewer` wrote. Those who write meanwhile are told of together. */
  tell(viewer: string): void {
    this.#untold.add(viewer);
    if (!this.#isTelling) {
      void this.#tell();
    }
  }

  close(): Promise<void> {
    return this.#probe.close();
  }

  async #tell(): Promise<void> {
    this.#isTelling = true;
    while (this.#untold.size > 0) {
      const payload = takePayload(this.#untold);
      if (!this.isPausing) {
        // What cannot be told now is worth nothing later.
        await this.#probe.ask('select pg_notify($1, $2)', [CHANNEL, payload]).catch(() => {});
      }
    }
    this.#isTelling = false;
  }
}

/** Takes as many out of `viewers` as a notification can name. */
function takePayload(viewers: Set<string>): string {
  const taken: string[] = [];
  let bytes = 2;
  for (const viewer of viewers) {
    bytes += Buffer.byteLength(JSON.stringify(viewer)) + 1;
    if (bytes > MAX_BYTES && taken.length > 0) {
      break;
    }
    viewers.delete(viewer);
    taken.push(viewer);
  }
  return JSON.stringify(taken);
}

function viewersIn(payload: string): string[] {
  try {
    const viewers: unknown = JSON.parse(payload);
    return Array.isArray(viewers) ? viewers.filter((viewer) => typeof viewer === 'string') : [];
  } catch {
    // Whoever may connect may notify.
    return [];
  }
}

/** The process of the server that serves `client`; unknown to @types/pg. */
function ownProcessId(client: Client & { processID?: number }): number | undefined {
  return client.processID;
}
