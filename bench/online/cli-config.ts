import { ours } from './arrangement-ours.ts';
import { stock } from './arrangement-stock.ts';

const { ONLINE_ARRANGEMENT, ONLINE_FOLDER = '', ONLINE_STEPS_MADE, DATABASE_URL = '' } = process.env;
const arrangement = ONLINE_ARRANGEMENT === stock.key ? stock : ours;

/** What `mikro-orm --config` reads where `command.ts` runs it: the arrangement that the environment names. */
export default arrangement.options(
  { folder: ONLINE_FOLDER, databaseUrl: DATABASE_URL },
  Number(ONLINE_STEPS_MADE),
);
