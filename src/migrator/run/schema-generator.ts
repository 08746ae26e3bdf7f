import { SqlSchemaGenerator } from '@mikro-orm/sql';

/** What `orm.schema` does, but that dropping the history too, which only `fresh` does, asks the migrator first. */
export class GuardedSchemaGenerator extends SqlSchemaGenerator {
  /** A getter, because MikroORM's constructor runs before any field of this class is set. */
  protected get migrator(): FreshGuard {
    return this.config.getExtension('@mikro-orm/migrator') as unknown as FreshGuard;
  }

  override async drop(options: Parameters<SqlSchemaGenerator['drop']>[0] = {}): Promise<void> {
    const drop = () => super.drop(options);
    return options.dropMigrationsTable === true
      ? this.migrator.dropForFresh(options.dropDb === true, drop)
      : drop();
  }
}

/** What of the migrator is needed here. */
interface FreshGuard {
  dropForFresh(wholeDatabase: boolean, drop: () => Promise<void>): Promise<void>;
}
