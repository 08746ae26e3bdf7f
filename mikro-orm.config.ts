import { loadConfig } from './src/config.ts';
import { ormOptions } from './src/database/orm.ts';

/** What the `mikro-orm` command line uses: the database that DATABASE_URL names. */
export default ormOptions(loadConfig().DATABASE_URL);
