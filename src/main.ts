import { loadConfig } from './config.ts';
import { describeLocation } from './database/location.ts';
import { openLiveEvents } from './events/live-events.ts';
import { listen } from './server/listen.ts';
import { createLog } from './server/logging/log.ts';
import { standardOutput } from './server/logging/standard-output.ts';
import { openDatabase } from './server/open-database.ts';
import { purgeWhileServing } from './server/purging.ts';
import { Readiness } from './server/readiness.ts';
import { createServer } from './server/server.ts';
import { stopOnSignal } from './server/shutdown.ts';
import { StartupError } from './server/startup-error.ts';

const config = loadConfig();
const log = createLog(config, standardOutput());

try {
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
