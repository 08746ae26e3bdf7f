import { realpathSync } from 'node:fs';
import { MigrationError } from '../errors.ts';
import { EXIT_INTERRUPTED } from './interrupt.ts';

/** On the process, not in this module: a TypeScript loader may load the module twice. */
const OWN_PROGRAM = Symbol.for('migrator.own-program');

/** Says that this process is a command line which prints refusals itself: `commands/program.ts`. */
export function markOwnProgram(): void {
  Reflect.set(process, OWN_PROGRAM, true);
}

function isOwnProgram(): boolean {
  return Reflect.get(process, OWN_PROGRAM) === true;
}

/** Whether this process is MikroORM's own command line, and not an application that migrates. */
function isStockProgram(): boolean {
  const script = process.argv[1];
  if (script === undefined) {
    return false;
  }
  try {
    return /[\\/]@mikro-orm[\\/]cli[\\/]cli\.js$/.test(realpathSync(script));
  } catch {
    return false;
  }
}

/**
 * On MikroORM's command line, gives `service` back such that its refusals are the last words of the process, with exit
 * code 1, or 130 after Ctrl-C. The command line itself would print its help, a stack trace and all causes: the sentence
 * that says what to do drowns in them. Our own program says them itself. Elsewhere `service` stays as it is.
 *
 * @param close Closes the connections.
 */
export function refuseOnCommandLine<Service extends object>(
  service: Service,
  close: () => Promise<void>,
): Service {
  if (!isStockProgram() || isOwnProgram()) {
    return service;
  }
  return new Proxy(service, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') {
        return value;
      }
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, args);
        return result instanceof Promise ? result.catch((error: unknown) => refuse(error, close)) : result;
      };
    },
  });
}

async function refuse(error: unknown, close: () => Promise<void>): Promise<never> {
  if (!(error instanceof MigrationError)) {
    throw error;
  }
  await close().catch(() => {});
  process.stderr.write(`${error.message}\n`);
  process.exit(error.code === 'INTERRUPTED' ? EXIT_INTERRUPTED : 1);
}

/** Keeps the command line from claiming a success where nothing was done. What it lists is printed all the same. */
export async function silenceCommandLine(): Promise<void> {
  if (isStockProgram() || isOwnProgram()) {
    const { CLIHelper } = await import('@mikro-orm/cli');
    CLIHelper.quiet = true;
  }
}
