import { afterAll, describe } from '@jest/globals';
import type { DatabaseLocation } from '../../src/config.ts';
import { type Orm, type OrmOptions, openOrm } from '../../src/database/orm.ts';
import { patient } from './patient.ts';
import { createDatabase } from './templates.ts';

/** The database a test body runs on. */
export interface TestDatabase {
  dialect: DatabaseLocation['dialect'];
  /** A database of its own: a migrated copy of the template, or an empty one. */
  create(content?: 'migrated' | 'empty'): Promise<DatabaseLocation>;
  /** An ORM over a new migrated database (or `location`), closed after the tests of the block. */
  open(location?: DatabaseLocation, overrides?: OrmOptions): Promise<Orm>;
}

/**
 * Runs one body of tests on SQLite and on PostgreSQL.
 *
 * @param only The one database that has what the body is about.
 */
export function describeDatabases(
  subject: string,
  body: (database: TestDatabase) => void,
  only?: TestDatabase['dialect'],
): void {
  const databases = [
    ['SQLite', 'sqlite'],
    ['PostgreSQL', 'postgresql'],
  ] as const;
  describe.each(databases.filter(([, dialect]) => only === undefined || dialect === only))(
    `${subject} on %s`,
    (_name, dialect) => {
      const opened: Orm[] = [];
      afterAll(async () => {
        await Promise.all(opened.map((orm) => orm.close(true)));
      });
      const create = (content: 'migrated' | 'empty' = 'migrated') => createDatabase(dialect, content);
      body({
        dialect,
        create,
        async open(location, overrides) {
          const at = location ?? (await create());
          const orm = await openOrm(at, { ...patient(at), ...overrides });
          opened.push(orm);
          return orm;
        },
      });
    },
  );
}
