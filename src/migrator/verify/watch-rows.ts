import { readErrorFacts } from '../diagnose/error-facts.ts';
import type { Loss } from '../dual-migration.ts';
import type { MigrationError, MigrationErrorCode } from '../errors.ts';
import { mentions } from '../model/identifiers.ts';
import type { Dialect, Schema } from '../model/schema.ts';
import { emptySchema } from '../model/snapshot.ts';
import type { Moment, RehearsalHooks } from '../rehearse/moment.ts';
import type { Pass } from '../rehearse/rehearsal.ts';
import { Filler, type Profile } from './fill.ts';
import type { Report } from './finding.ts';
import { readChanged } from './read-changed.ts';
import { changedByPass, changedByRoundTrip, type Rows } from './same-rows.ts';

/** Refusals that are about rows: a database whose rows are different takes the migration. */
const ABOUT_ROWS: ReadonlySet<MigrationErrorCode> = new Set([
  'ROWS_REFUSED',
  'REBUILD_REFUSED',
  'FOREIGN_KEY_VIOLATION',
]);

const WITH: Record<Profile, string> = { edge: 'with', plain: 'with plainer rows', none: 'without rows' };

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation), and what SQLite has of them. */
const BY_DATA = /^(22|23)|^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/;

/** Also where only the database says so: a statement that fails without any row fails again, and is found then. */
function isAboutRows(error: MigrationError): boolean {
  return (
    ABOUT_ROWS.has(error.code) ||
    (error.code === 'STATEMENT_FAILED' && BY_DATA.test(readErrorFacts(error.cause).code))
  );
}

/** What is known of one database. */
interface Watched {
  filler: Filler;
  /** The rows as they are, where nothing has changed them since they were read. */
  rows: Rows | undefined;
  /** As they were read last. */
  earlier: Rows | undefined;
  /** What the pass that is under way has refused, and what it is tried on instead. */
  refusal: { reason: string; profiles: Map<string, Profile> } | undefined;
  /** Before `up`, and before `down`: what has to be there again two passes later. */
  start: Record<'up' | 'down', Rows | undefined>;
  losses: Partial<Record<Pass, readonly Loss[]>>;
  /** The schema as it is, for the other database. */
  schema: Schema | undefined;
}

/** Keeps rows in every table while migrations are rehearsed, and looks what becomes of them. */
export class RowWatch implements RehearsalHooks {
  readonly #seed: number;
  readonly #last: ReadonlyMap<Dialect, Schema>;
  readonly #report: Report;
  readonly #databases = new Map<Dialect, Watched>();
  /** Tables of which it was said that they take no rows. */
  readonly #unfilled = new Set<string>();

  /** @param last The schemas at the end of the history. */
  constructor(seed: number, last: ReadonlyMap<Dialect, Schema>, report: Report) {
    this.#seed = seed;
    this.#last = last;
    this.#report = report;
  }

  async before(moment: Moment): Promise<void> {
    const watched = this.#of(moment);
    watched.refusal = undefined;
    if (moment.pass === 'again') {
      return;
    }
    // Each direction is tried on edge cases first; what one refuses the other may take.
    watched.filler.forgetRefusals();
    if (moment.pass === 'up') {
      // Otherwise something ran in between that nobody watched.
      watched.rows = watched.rows?.schema === moment.schema ? watched.rows : undefined;
    }
    await this.#read(moment, watched);
    await this.#fill(moment, watched);
    watched.start[moment.pass] = await this.#read(moment, watched);
  }

  async after(moment: Moment): Promise<void> {
    const watched = this.#of(moment);
    const { pass, losses } = moment;
    const before = watched.rows;
    watched.losses[pass] = losses;
    this.#noteRefusal(moment, watched);
    watched.schema = moment.schema;
    watched.rows = undefined;
    const after = await this.#read(moment, watched);
    const changes = before === undefined ? [] : changedByPass(before, after, losses);
    this.#find(moment, changes, 'this pass');
    if (pass === 'up') {
      return;
    }
    const earlier = pass === 'down' ? 'up' : 'down';
    const start = watched.start[earlier];
    const lost = [...(watched.losses.up ?? []), ...(watched.losses.down ?? [])];
    for (const { table } of pass === 'again' ? lost : []) {
      watched.filler.forget(table);
    }
    const missing = start === undefined ? [] : changedByRoundTrip(start, after, lost);
    this.#find(
      moment,
      missing.filter((sentence) => !changes.includes(sentence)),
      pass === 'down' ? 'up and down' : 'down and up again',
    );
  }

  async refused(moment: Moment, error: MigrationError): Promise<boolean> {
    const watched = this.#of(moment);
    if (!isAboutRows(error)) {
      return false;
    }
    const withRows = moment.schema.tables
      .map(({ name }) => name)
      .filter((name) => watched.filler.hasRows(name));
    const named = withRows.filter((name) => mentions(error.message, name));
    const tables = named.length > 0 ? named : withRows;
    if (tables.length === 0) {
      return false;
    }
    const { profiles, emptied } = await watched.filler.makePlainer(moment, tables);
    watched.rows = undefined;
    const reason = watched.refusal?.reason ?? firstSentence(error.message);
    watched.refusal = { reason, profiles: new Map([...(watched.refusal?.profiles ?? []), ...profiles]) };
    await this.#fill(moment, watched);
    const rows = await this.#read(moment, watched);
    // What is not there any more cannot be missed.
    const { start } = watched;
    start.up = moment.pass === 'up' ? rows : without(start.up, emptied);
    start.down = moment.pass === 'down' ? rows : without(start.down, emptied);
    return true;
  }

  /** Said where the pass goes through in the end; what does not is found. */
  #noteRefusal(moment: Moment, watched: Watched): void {
    const { refusal } = watched;
    watched.refusal = undefined;
    if (refusal !== undefined) {
      const tried = [...refusal.profiles].map(([table, profile]) => `${WITH[profile]} in "${table}"`);
      this.#report.note({
        ...placeOf(moment),
        message: `Refuses generated rows, and was tried ${tried.join(', ')}: ${refusal.reason}`,
      });
    }
  }

  async #fill(moment: Moment, watched: Watched): Promise<void> {
    watched.schema = moment.schema;
    const other = [...this.#databases].find(([dialect]) => dialect !== moment.dialect)?.[1].schema;
    const count = (table: string) =>
      watched.rows?.tables.find((candidate) => candidate.table === table)?.rows.length ?? 0;
    const filled = await watched.filler.fill(moment, other, count);
    if (filled.length > 0) {
      watched.rows = undefined;
    }
    for (const { table, reason } of filled) {
      const key = `${moment.dialect} ${table}`;
      if (reason !== undefined && !this.#unfilled.has(key)) {
        this.#unfilled.add(key);
        this.#report.note({ ...placeOf(moment), message: `"${table}" stays without rows: ${reason}` });
      }
    }
  }

  async #read({ dialect, schema, transaction }: Moment, watched: Watched): Promise<Rows> {
    watched.rows ??= await transaction((execute) => readChanged(execute, dialect, schema, watched.earlier));
    watched.earlier = watched.rows;
    return watched.rows;
  }

  #find(moment: Moment, sentences: readonly string[], by: string): void {
    for (const sentence of sentences) {
      this.#report.finding({
        code: 'ROWS_CHANGED',
        ...placeOf(moment),
        message: `${onOneLine(sentence)} Nothing declares that ${by} may lose it: keep the value, or say this.loses(…) where it goes.`,
      });
    }
  }

  #of({ dialect }: Moment): Watched {
    let watched = this.#databases.get(dialect);
    if (watched === undefined) {
      watched = {
        filler: new Filler(this.#seed, this.#last.get(dialect) ?? emptySchema(dialect)),
        refusal: undefined,
        rows: undefined,
        earlier: undefined,
        start: { up: undefined, down: undefined },
        losses: {},
        schema: undefined,
      };
      this.#databases.set(dialect, watched);
    }
    return watched;
  }
}

function placeOf({ name, dialect, pass }: Moment) {
  return { migration: name, dialect, pass };
}

function without(rows: Rows | undefined, tables: readonly string[]): Rows | undefined {
  return rows && { ...rows, tables: rows.tables.filter(({ table }) => !tables.includes(table)) };
}

/** Generated texts hold line breaks. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

function firstSentence(message: string): string {
  return message.split(/(?<=\.)\s|\n/)[0] ?? message;
}
