import { startPostgres } from '../../../src/migrator/rehearse/scratch/postgres-server.ts';

// A process that starts a server, says so, and waits to be ended by a test of how that ends the server.
const { pid, folder } = await startPostgres();
process.stdout.write(`${pid} ${folder}\n`);
setInterval(() => {}, 60_000);
