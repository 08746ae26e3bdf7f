import { type AbstractSqlDriver, SqlMikroORM } from '@mikro-orm/sql';
import type { OrmOptions } from '../../src/database/orm.ts';
import type { PostgresServer } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import type { Fill } from './changes.ts';

/** Where an arrangement works. */
export interface Workplace {
  /** The folder of the migrations; absolute. */
  folder: string;
  databaseUrl: string;
}

/** A way to make and apply migrations. */
export interface Arrangement {
  key: 'ours' | 'stock';
  /** As the results name it. */
  name: string;
  /**
   * What its commands read from their configuration.
   *
   * @param stepsMade How many of all steps the entity model has behind it.
   */
  options(place: Workplace, stepsMade: number): OrmOptions;
  /** Fills the empty folder with a history that leads to the tables of the product, and notes it in the database as applied. */
  prepare(place: Workplace, server: PostgresServer): Promise<void>;
  /** What a migration that fills a column has in its class: the body of `up`, and further members. */
  fill(fill: Fill): { up: string; members?: string };
}

/** Runs `body` on an ORM of `arrangement`; see `options`. */
export async function withOrm<T>(
  arrangement: Arrangement,
  place: Workplace,
  stepsMade: number,
  body: (orm: SqlMikroORM<AbstractSqlDriver>) => Promise<T>,
): Promise<T> {
  const orm = await SqlMikroORM.init<AbstractSqlDriver>({
    ...arrangement.options(place, stepsMade),
    logger: () => {},
  });
  try {
    return await body(orm);
  } finally {
    await orm.close(true);
  }
}
