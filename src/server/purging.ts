import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Orm } from '../database/orm.ts';
import { purge } from '../domain/purge.ts';
import type { Readiness } from './readiness.ts';

/** What purging works with. */
export interface PurgingOptions {
  orm: Orm;
  readiness: Readiness;
  log: FastifyBaseLogger;
  /** How long what was deleted can be brought back; 0 is for ever. */
  days: number;
  /** How long from one purge to the next. */
  everyMs?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Lets the server remove for good what was deleted longer than `days` ago: when it begins to listen, and every hour.
 * What fails is logged, and tried again the next time. Closing the server waits for the batch that is being removed.
 */
export function purgeWhileServing(server: FastifyInstance, options: PurgingOptions): void {
  const { orm, readiness, log, days, everyMs = HOUR } = options;
  if (days === 0) {
    return;
  }
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  const once = async () => {
    try {
      // A database that waits for its migrations may lack the columns.
      if ((await readiness.problem()) === undefined) {
        const purged = await purge(orm.em.fork(), new Date(Date.now() - days * DAY), stop.signal);
        if (Object.values(purged).some((count) => count > 0)) {
          log.info({ purged }, `Removed what was deleted more than ${days} days ago`);
        }
      }
    } catch (error) {
      log.error({ err: error }, 'The purge failed; it is tried again in an hour');
    }
  };
  const begin = () => {
    running ??= once().finally(() => {
      running = undefined;
    });
  };
  // Holds no process: whoever ends it does not have to know of it.
  const timer = setInterval(begin, everyMs).unref();
  server.addHook('onListen', async () => begin());
  server.addHook('onClose', async () => {
    clearInterval(timer);
    stop.abort();
    await running;
  });
}
