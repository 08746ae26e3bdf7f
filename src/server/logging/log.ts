import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from '../../config.ts';
import { describeError } from './describe-error.ts';

/** What no line shows, whoever writes it. Each by its whole path: a wildcard makes every line ten times as dear. */
const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'variables', 'connectionString'];
const WITHIN = ['headers', 'params'];

/**
 * The log of the process: JSON, a line each. Nothing of what users wrote, and no secret, is in it.
 *
 * @param destination Where it goes; by default standard output.
 */
export function createLog({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: LOG_LEVEL,
    serializers: { err: describeError, error: describeError, req: nothing, res: nothing },
    redact: {
      paths: [...SECRETS, ...WITHIN.flatMap((name) => SECRETS.map((secret) => `${name}.${secret}`))],
      censor: '…',
    },
    hooks: {
      logMethod(args, method) {
        const [first, message] = args as unknown[];
        // pino would take the error's own message, as it is.
        if (message === undefined && typeof first === 'object' && first !== null && !('msg' in first)) {
          method.call(this, first instanceof Error ? { err: first } : first, 'Error');
        } else {
          method.apply(this, args);
        }
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Requests have addresses with contents, and headers with tokens; what is worth knowing has a line of its own. */
function nothing(): undefined {
  return undefined;
}
