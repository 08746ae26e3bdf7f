import { isDeepStrictEqual } from 'node:util';
import { quoteName } from '../model/quote.ts';
import type { Dialect, Schema, Table } from '../model/schema.ts';
import type { Moment } from '../rehearse/moment.ts';
import type { Execute } from '../run/execute.ts';
import { foresee } from './foresee.ts';
import { type FilledTable, generateRows } from './rows/index.ts';
import { hashOf } from './rows/random.ts';

/** What the rows of a table are like: the next one is tried where a migration refuses them. */
export type Profile = 'edge' | 'plain' | 'none';
const PLAINER: Record<Profile, Profile> = { edge: 'plain', plain: 'none', none: 'none' };

/** How many rows a table gets whenever it has changed. */
const ROWS = 8;
/** A table that has more than this is emptied before it gets new ones: a long history changes some tables often. */
const MOST_ROWS = 40;

/** Keeps rows in every table of one scratch database, whatever migrations make of it. */
export class Filler {
  readonly #seed: number;
  readonly #last: Schema;
  /** Tables as they were when they got rows. */
  readonly #filled = new Map<string, Table>();
  /** Tables that took no row when they were last tried. */
  #barren: ReadonlySet<string> = new Set();
  readonly #profiles = new Map<string, Profile>();

  /** @param last The schema at the end of the history. */
  constructor(seed: number, last: Schema) {
    this.#seed = seed;
    this.#last = last;
  }

  /** What refused rows is past: every table gets its edge cases again. */
  forgetRefusals(): void {
    for (const [table, profile] of this.#profiles) {
      if (profile !== 'edge') {
        this.#filled.delete(table);
      }
    }
    this.#profiles.clear();
  }

  /** A migration lost values of a table, and said so: it gets new rows, for the next one to be tried on. */
  forget(table: string): void {
    this.#filled.delete(table);
  }

  /**
   * Puts rows into the tables that are new, have changed, or are empty.
   *
   * @param counterpart The schema of the other database.
   * @param count How many rows a table has.
   * @returns What became of them; empty where nothing was to be done.
   */
  async fill(
    moment: Moment,
    counterpart: Schema | undefined,
    count: (table: string) => number,
  ): Promise<FilledTable[]> {
    const { schema, transaction } = moment;
    const changed = schema.tables.filter((table) => this.#needsRows(table, count(table.name)));
    if (changed.length === 0) {
      return [];
    }
    // Between up and down everything stays: what was there before up is looked for after down.
    const crowded = moment.pass === 'up' ? changed.filter(({ name }) => count(name) > MOST_ROWS) : [];
    const seed = this.#seed ^ hashOf(`${moment.name} ${moment.pass}`);
    return transaction(async (execute) => {
      const emptied = await this.#empty(
        execute,
        schema,
        crowded.map(({ name }) => name),
      );
      const all: FilledTable[] = [];
      for (const profile of ['edge', 'plain'] as const) {
        const only = [...new Set([...changed.map(({ name }) => name), ...emptied])].filter(
          (name) => (this.#profiles.get(name) ?? 'edge') === profile,
        );
        if (only.length > 0) {
          const options = { seed, profile, rowsPerTable: ROWS, only };
          all.push(
            ...(await generateRows(execute, foresee(schema, this.#last), {
              ...options,
              ...(counterpart === undefined ? {} : { counterpart }),
            })),
          );
        }
      }
      for (const table of schema.tables) {
        this.#filled.set(table.name, table);
      }
      this.#barren = new Set(all.filter(({ reason }) => reason !== undefined).map(({ table }) => table));
      return all;
    });
  }

  /**
   * Empties `tables`, and those that refer to them; the next `fill` puts plainer rows in them, or none.
   *
   * @returns The profile that each of `tables` has now, and every table that was emptied.
   */
  async makePlainer(
    { schema, transaction }: Moment,
    tables: readonly string[],
  ): Promise<{ profiles: Map<string, Profile>; emptied: string[] }> {
    const profiles = new Map(
      tables.map((table) => [table, PLAINER[this.#profiles.get(table) ?? 'edge']] as const),
    );
    for (const [table, profile] of profiles) {
      this.#profiles.set(table, profile);
    }
    const emptied = await transaction((execute) => this.#empty(execute, schema, tables));
    return { profiles, emptied };
  }

  /** Whether `table` may still get plainer rows. */
  hasRows(table: string): boolean {
    return this.#profiles.get(table) !== 'none';
  }

  #needsRows(table: Table, rows: number): boolean {
    const isKnown = isDeepStrictEqual(this.#filled.get(table.name), table);
    return !isKnown || (rows === 0 && this.hasRows(table.name) && !this.#barren.has(table.name));
  }

  async #empty(execute: Execute, schema: Schema, tables: readonly string[]): Promise<string[]> {
    const all = withReferring(schema, tables);
    await DELETE[schema.dialect](execute, all);
    for (const table of all) {
      this.#filled.delete(table);
    }
    return all;
  }
}

/** `tables` and whatever refers to them, those that refer first. */
function withReferring({ tables: all }: Schema, tables: readonly string[]): string[] {
  const found = new Set(tables);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { name, foreignKeys } of all) {
      if (foreignKeys.some(({ referencedTable }) => found.has(referencedTable))) {
        found.add(name);
      }
    }
  }
  return [...found].reverse();
}

const DELETE: Record<Dialect, (execute: Execute, tables: readonly string[]) => Promise<void>> = {
  sqlite: async (execute, tables) => {
    await execute('pragma defer_foreign_keys = on');
    for (const table of tables) {
      await execute(`delete from ${quoteName(table)}`);
    }
  },
  postgresql: async (execute, tables) => {
    if (tables.length > 0) {
      await execute(`truncate ${tables.map(quoteName).join(', ')}`);
    }
  },
};
