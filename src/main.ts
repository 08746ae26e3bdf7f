import { loadConfig } from './config.ts';

const config = loadConfig();
// Only now: loading all of it takes a second of processor time, and a wrong variable is told without.
const { serve } = await import('./server/serve.ts');
await serve(config);
