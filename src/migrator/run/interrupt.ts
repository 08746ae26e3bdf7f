import { MigrationError } from '../errors.ts';

/** What a shell reports of a program that Ctrl-C ended: 128 and the number of SIGINT. */
export const EXIT_INTERRUPTED = 130;

/** Turns Ctrl-C and a request to end into a rollback, as long as a run is under way. */
export class Interrupt {
  #signal: NodeJS.Signals | undefined;
  readonly #onSignal: () => Promise<void>;
  readonly #report: (line: string) => void;

  /** @param cancel Stops the statement that is running. */
  constructor(report: (line: string) => void, cancel: () => Promise<void>) {
    this.#report = report;
    this.#onSignal = async () => cancel().catch(() => {});
    process.on('SIGINT', this.#receive);
    process.on('SIGTERM', this.#receive);
  }

  readonly #receive = (signal: NodeJS.Signals): void => {
    if (this.#signal !== undefined) {
      // Asked twice: at once. The database rolls back what its client does not finish.
      process.exit(EXIT_INTERRUPTED);
    }
    this.#signal = signal;
    this.#report(`${signal}: stopping; the migration in progress is rolled back.`);
    void this.#onSignal();
  };

  /** Whether a signal came. */
  get happened(): boolean {
    return this.#signal !== undefined;
  }

  /** @throws {MigrationError} INTERRUPTED once a signal came. */
  check(): void {
    if (this.#signal !== undefined) {
      throw this.error();
    }
  }

  /** @param outcome What stays, as a sentence. */
  error(
    cause?: unknown,
    outcome = 'The migration in progress was rolled back; those before it stay applied.',
  ): MigrationError {
    return new MigrationError('INTERRUPTED', `Interrupted by ${this.#signal}. ${outcome}`, { cause });
  }

  /** Gives the signals back to the process. */
  release(): void {
    process.off('SIGINT', this.#receive);
    process.off('SIGTERM', this.#receive);
  }
}
