import { setTimeout as wait } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Orm } from '../database/orm.ts';
import type { Readiness } from './readiness.ts';

/** What ends with the process. */
export interface Running {
  server: FastifyInstance;
  orm: Orm;
  readiness: Readiness;
  log: FastifyBaseLogger;
}

/**
 * On SIGTERM or SIGINT: /readyz turns red, the server goes on for SHUTDOWN_DELAY_MS, requests in flight finish within
 * SHUTDOWN_TIMEOUT_MS, the ORM closes, exit 0; 1 where they did not finish. A second signal ends the process at once.
 * An error that nobody caught is logged and stops the process the same way, with exit 1.
 */
export function stopOnSignal({ server, orm, readiness, log }: Running, config: Config): void {
  const { SHUTDOWN_DELAY_MS, SHUTDOWN_TIMEOUT_MS } = config;
  const onTimeout = () => log.error(`Requests were still running after ${SHUTDOWN_TIMEOUT_MS} ms: cut off.`);
  closeWithGrace(
    { delay: SHUTDOWN_DELAY_MS + SHUTDOWN_TIMEOUT_MS, logger: log, onTimeout },
    async ({ err, signal }) => {
      readiness.shutDown();
      if (err) {
        log.fatal({ err }, 'Nobody caught this error: stopping');
      } else {
        log.info(`${signal}: stopping`);
        await wait(SHUTDOWN_DELAY_MS);
      }
      await server.close();
      await orm.close(true);
    },
  );
}
