import type { Dialect } from '../model/schema.ts';
import type { Moment } from '../rehearse/moment.ts';
import { inPassing } from '../rehearse/scratch/read-schema.ts';
import { rememberInequivalences } from './equivalence/index.ts';
import type { Report } from './finding.ts';

/** Compares the schemas of both databases after every pass. */
export class PairJudge {
  readonly #report: Report;
  readonly #describe = rememberInequivalences();
  readonly #latest = new Map<Dialect, Moment>();
  /** What differs stays different: it is said of the migration that it comes from. */
  readonly #said = new Set<string>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** To be called after each pass on each database. */
  async after(moment: Moment): Promise<void> {
    this.#latest.set(moment.dialect, moment);
    const sqlite = this.#latest.get('sqlite');
    const postgresql = this.#latest.get('postgresql');
    if (sqlite?.name !== postgresql?.name || sqlite?.pass !== postgresql?.pass) {
      return;
    }
    if (sqlite === undefined || postgresql === undefined) {
      return;
    }
    const sentences = await inPassing(postgresql.driver, (execute) =>
      this.#describe(sqlite.schema, postgresql.schema, execute),
    );
    for (const sentence of sentences.filter((one) => !this.#said.has(one))) {
      this.#said.add(sentence);
      this.#report.finding({
        code: 'NOT_EQUIVALENT',
        migration: moment.name,
        pass: moment.pass,
        message: `${sentence} Both databases must end up equal.`,
      });
    }
  }
}
