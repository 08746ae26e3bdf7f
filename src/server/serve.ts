import type { Config } from '../config.ts';
import { describeLocation } from '../database/location.ts';
import { openLiveEvents } from '../events/live-events.ts';
import { requireOwnMachine } from './authentication/single-user.ts';
import { listen } from './listen.ts';
import { createLog } from './logging/log.ts';
import { standardOutput } from './logging/standard-output.ts';
import { openDatabase } from './open-database.ts';
import { purgeWhileServing } from './purging.ts';
import { Readiness } from './readiness.ts';
import { createServer } from './server.ts';
import { stopOnSignal } from './shutdown.ts';
import { StartupError } from './startup-error.ts';

/**
 * The product's process: opens the database, listens, and stops on a signal. Prints one line with the address; where it
 * cannot start, one on stderr that says why, and the process ends with 1.
 */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config, standardOutput());
  try {
    // Before the database is touched: on SQLite it would be migrated.
    requireOwnMachine(config);
    const { orm, applied } = await openDatabase(config, log);
    for (const migration of applied) {
      console.log(`Applied ${migration}`);
    }
    const readiness = new Readiness(orm, log, { allowUnknown: config.ALLOW_UNKNOWN_MIGRATIONS === 'true' });
    // What has been migrated from now on does not stop it.
    await readiness.problem();
    const { MIGRATION_DATABASE_URL: direct } = config;
    const listenAt = direct.dialect === 'postgresql' ? direct.url : '';
    const events = openLiveEvents({ em: orm.em, log, listenAt });
    const server = await createServer({ orm, log, readiness, events, config });
    purgeWhileServing(server, { orm, readiness, log, days: config.PURGE_AFTER_DAYS });
    const address = await listen(server, config);
    stopOnSignal({ server, orm, readiness, log }, config);
    console.log(`ToDo API ready at ${address}/graphql (${describeLocation(config.DATABASE_URL)})`);
  } catch (error) {
    log.debug({ err: error }, 'The API cannot start');
    const message = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    console.error(
      error instanceof StartupError
        ? message
        : `The API cannot start: ${message} (LOG_LEVEL=debug shows where.)`,
    );
    process.exit(1);
  }
}
