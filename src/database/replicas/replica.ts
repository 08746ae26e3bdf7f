import type { BaseLogger } from 'pino';
import type { PostgresqlLocation } from '../../config/replicas.ts';
import { activity } from '../activity.ts';
import { errorCode } from '../connection-failure.ts';
import { isOutage } from '../failure.ts';
import { describeLocation } from '../location.ts';
import type { Orm } from '../orm.ts';
import type { PostgresqlLimits } from '../postgresql/limits.ts';
import { AnotherServerError, openPool, type ReplicaPool, STARTED } from './pool.ts';
import type { Identity, Moment, PrimaryLog } from './primary-log.ts';
import { Probe } from './probe.ts';
import type { Read } from './reads.ts';

/** Whether a replica answers queries, or why not. */
export type ReplicaState = 'in use' | 'starting' | 'lagging' | 'unreachable' | 'unfit';

/** The timeline is known at once where there is a receiver that this role may look at, else since the last restartpoint. */
const CHECK = `select pg_is_in_recovery()::text as "standby",
  case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text end as "position",
  (select "system_identifier"::text from pg_control_system()) as "system",
  (select "oid"::text from pg_database where "datname" = current_database()) as "database",
  coalesce((select "received_tli" from pg_stat_wal_receiver), (select "timeline_id" from pg_control_checkpoint()))::text as "timeline",
  ${STARTED} as "started"`;

/** What a replica needs to know. */
export interface ReplicaOptions {
  orm: Orm;
  location: PostgresqlLocation;
  /** What it is compared with. */
  primary: PrimaryLog;
  maxLagMs: number;
  /** How long it may take to answer what it is asked of itself, and to accept a connection. */
  timeoutMs: number;
  /** Those of the pool of `orm`. */
  limits: PostgresqlLimits;
  log: Pick<BaseLogger, 'info' | 'warn'>;
}

/** A streaming replica: what it knows is followed, so that it answers only those who cannot tell the difference. */
export class Replica {
  readonly name: string;
  readonly #options: ReplicaOptions;
  readonly #probe: Probe;
  #state: ReplicaState = 'starting';
  #reason = '';
  /** All that was written until then has been replayed. */
  #knownUntil: Moment | undefined;
  #started: string | undefined;
  #pool: ReplicaPool | undefined;
  #isChecking = false;
  #isClosed = false;
  #running = 0;

  constructor(options: ReplicaOptions) {
    const { location, timeoutMs } = options;
    this.#options = options;
    this.name = describeLocation(location);
    this.#probe = new Probe(location.url, timeoutMs, { onLost: (cause) => this.#lost(cause) });
  }

  get state(): ReplicaState {
    return this.#state;
  }

  /** How many statements run on it. */
  get running(): number {
    return this.#running;
  }

  /** How old what it knows is at most, in milliseconds; undefined where nothing says. */
  get lagMs(): number | undefined {
    const now = this.#options.primary.now();
    return now === undefined || this.#knownUntil === undefined ? undefined : now - this.#knownUntil;
  }

  /** Whether it answers queries, and knows all that was written until `moment`. */
  knows(moment: Moment): boolean {
    const { lagMs } = this;
    return (
      this.#state === 'in use' &&
      lagMs !== undefined &&
      lagMs <= this.#options.maxLagMs &&
      this.#knownUntil !== undefined &&
      this.#knownUntil >= moment
    );
  }

  /** @throws What stands against an answer: the replica's failure, or the query's. */
  async run<Result>(read: Read<Result>): Promise<Result> {
    if (this.#pool === undefined) {
      throw new Error(`${this.name} is left out.`);
    }
    this.#running++;
    try {
      return await read(this.#pool.kysely);
    } catch (error) {
      const isGivenUp = activity.getStore()?.signal?.aborted === true;
      if (
        this.#state === 'in use' &&
        !isGivenUp &&
        (isOutage(error) || error instanceof AnotherServerError)
      ) {
        // Until it has answered the probe again.
        this.#probe.pause();
        this.#become('unreachable', messageOf(error));
      }
      throw error;
    } finally {
      this.#running--;
    }
  }

  /** Asks what it knows, and decides whether it answers queries. Never throws. */
  async check(): Promise<void> {
    if (this.#isChecking || this.#probe.isPausing) {
      this.#judgeLag();
      return;
    }
    this.#isChecking = true;
    try {
      this.#learn(await this.#probe.ask(CHECK));
    } catch {
      // The probe has told of it.
    } finally {
      this.#isChecking = false;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dropPool();
    await this.#probe.close();
  }

  #learn(answer: Record<string, string | undefined>): void {
    const { primary } = this.#options;
    const { position, started = '' } = answer;
    const fault = faultOf(answer, primary.last);
    if (fault !== undefined || position == null) {
      this.#dropPool();
      this.#become('unfit', fault ?? 'it does not say what it has replayed');
      return;
    }
    if (started !== this.#started) {
      // After a crash a standby answers before it has replayed again what it had (manual, "hot standby").
      this.#dropPool();
      this.#started = started;
    }
    this.#knownUntil = primary.momentOf(BigInt(position)) ?? this.#knownUntil;
    this.#judgeLag(true);
  }

  /** @param hasAnswered Whether it did just now: else it does not come back. */
  #judgeLag(hasAnswered = false): void {
    const { maxLagMs, timeoutMs, orm, location, limits } = this.#options;
    const { lagMs } = this;
    // So that one on the brink does not come and go.
    const isCloseEnough =
      lagMs !== undefined && lagMs <= (this.#state === 'in use' ? maxLagMs : maxLagMs / 2);
    if (isCloseEnough && hasAnswered) {
      this.#pool ??= openPool(orm, location.url, withPatience(limits, timeoutMs), this.#started ?? '');
      this.#become('in use');
    } else if (!isCloseEnough && (hasAnswered || this.#state === 'in use')) {
      this.#become('lagging', `it is not known to be less than ${maxLagMs} ms behind`);
    }
  }

  #lost(error: unknown): void {
    if (this.#isClosed) {
      return;
    }
    this.#dropPool();
    this.#become('unreachable', messageOf(error));
  }

  /** What it knew is not known any more, and who waits for it is sent away. */
  #dropPool(): void {
    this.#knownUntil = undefined;
    this.#started = undefined;
    this.#pool?.destroy();
    this.#pool = undefined;
  }

  /** One line in the log for each change. */
  #become(state: ReplicaState, reason = ''): void {
    if (state === this.#state && (reason === this.#reason || state !== 'unfit')) {
      return;
    }
    const isBack = this.#state !== 'starting';
    this.#state = state;
    this.#reason = reason;
    const { log } = this.#options;
    if (state !== 'in use') {
      log.warn(`The replica ${this.name} is left out: ${reason}`);
    } else if (isBack) {
      log.warn(`The replica ${this.name} answers queries again`);
    } else {
      log.info(`The replica ${this.name} answers queries`);
    }
  }
}

/** Nobody waits longer for a connection than the replica may take: the primary can answer, too. */
function withPatience(limits: PostgresqlLimits, timeoutMs: number): PostgresqlLimits {
  return { ...limits, acquireMs: Math.min(limits.acquireMs, timeoutMs), patienceMs: 0 };
}

/** Why what says this of itself is no replica of the primary; undefined where it is one. */
function faultOf(
  answer: Partial<Identity & { standby: string }>,
  primary: Identity | undefined,
): string | undefined {
  if (answer.standby !== 'true') {
    return 'it is no standby. Was it promoted? Then set DATABASE_URL to it, or make it a standby again';
  }
  if (primary === undefined) {
    return undefined;
  }
  if (answer.system !== primary.system) {
    return 'it is a standby of another server than that of DATABASE_URL. Correct DATABASE_REPLICA_URLS';
  }
  if (answer.database !== primary.database) {
    return 'it is another database than that of DATABASE_URL. Correct DATABASE_REPLICA_URLS';
  }
  return answer.timeline === primary.timeline
    ? undefined
    : `it follows timeline ${answer.timeline}, the primary is on ${primary.timeline}: one of the two was promoted`;
}

function messageOf(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  return `${message || errorCode(error) || 'no answer'}`.replaceAll(/\s+/g, ' ');
}
