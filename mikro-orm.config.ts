import { loadConfig } from './src/config.ts';
import { ormOptions } from './src/database/orm.ts';

/** What the `mikro-orm` command line uses: the database that MIGRATION_DATABASE_URL, else DATABASE_URL, names. */
export default ormOptions(loadConfig().MIGRATION_DATABASE_URL);
