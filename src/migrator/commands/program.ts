import { markOwnProgram } from '../run/command-line.ts';
import { reasonOf } from '../run/connect.ts';
import { EXIT_INTERRUPTED } from '../run/interrupt.ts';
import type { Program } from './run-command.ts';
import { refuseWrongUsage, UsageError } from './usage.ts';

/** What an option names is wrong, not what the command found. */
const WRONG_VALUES = new Set(['WRONG_USAGE', 'UNKNOWN_MIGRATION']);

/**
 * Runs a command line to its end, also to that of the process: 0 fine, 1 findings or failure, 2 wrong usage, 130
 * interrupted. What stops it is one sentence on stderr, or with `--json` `{ "error": { code, message } }` on stdout;
 * no help and no stack trace, in which a sentence drowns.
 *
 * @param args Without node and the script.
 */
export async function runProgram(program: Program, args: readonly string[]): Promise<void> {
  markOwnProgram();
  // `| head` reads no more: nothing is wrong.
  process.stdout.on('error', () => process.exit());
  const width = process.stdout.columns ?? 100;
  program
    .locale('en')
    .wrap(Math.min(width, 100))
    .parserConfiguration({ 'sort-commands': true })
    .exitProcess(false);
  refuseWrongUsage(program, args);
  try {
    await program.parseAsync([...args]);
  } catch (error) {
    await end(error, args.includes('--json'));
  }
}

async function end(error: unknown, asJson: boolean): Promise<never> {
  const { code, message, stack } = describe(error);
  if (asJson) {
    await write(process.stdout, JSON.stringify({ error: { code, message } }, undefined, 2));
  } else {
    await write(process.stderr, message);
  }
  if (stack !== undefined) {
    await write(process.stderr, stack);
  }
  // Connections that the failure left open would keep the process.
  process.exit(exitCode(error, code));
}

/** By its shape, not its class: a TypeScript loader may hand out the module of the class twice. */
function describe(error: unknown): { code: string; message: string; stack?: string } {
  if (!(error instanceof Error)) {
    return { code: 'UNEXPECTED', message: String(error) };
  }
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') {
    return { code: 'UNEXPECTED', message: error.message, stack: error.stack };
  }
  return ['MigrationError', 'UsageError'].includes(error.name)
    ? { code, message: error.message }
    : // Of the database or the system: where in our code it came up helps nobody.
      { code: 'UNEXPECTED', message: reasonOf(error).replace(/\.?$/, '.') };
}

function exitCode(error: unknown, code: string): number {
  if (code === 'INTERRUPTED') {
    return EXIT_INTERRUPTED;
  }
  return error instanceof UsageError || WRONG_VALUES.has(code) ? 2 : 1;
}

/** Waits until it is out: a pipe may be slower than the end of the process. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(`${text}\n`, () => resolve()));
}
