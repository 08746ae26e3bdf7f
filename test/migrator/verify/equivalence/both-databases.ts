import { afterAll, beforeAll } from '@jest/globals';
import type { EntitySchema } from '@mikro-orm/core';
import type { AbstractSqlDriver, SqlEntityManager } from '@mikro-orm/sql';
import { type Orm, openOrm } from '../../../../src/database/orm.ts';
import { planners } from '../../../../src/migrator/dialects/planners.ts';
import { introspectPostgresql } from '../../../../src/migrator/dialects/postgresql/introspect/index.ts';
import { introspectSqlite } from '../../../../src/migrator/dialects/sqlite/introspect/index.ts';
import { compareSchemas } from '../../../../src/migrator/diff/compare-schemas.ts';
import type { Dialect, Schema } from '../../../../src/migrator/model/schema.ts';
import { emptySchema } from '../../../../src/migrator/model/snapshot.ts';
import { readTargets } from '../../../../src/migrator/model/targets.ts';
import { inPassing } from '../../../../src/migrator/rehearse/scratch/read-schema.ts';
import { inOneWriting } from '../../../../src/migrator/rehearse/scratch/sqlite-words.ts';
import type { Execute } from '../../../../src/migrator/run/execute.ts';
import { describeInequivalences } from '../../../../src/migrator/verify/equivalence/index.ts';
import { createDatabase } from '../../../support/templates.ts';
import { newProject } from '../../generate/project.ts';

/** SQL that both databases take, or one alone. */
export type Statements = readonly string[];

/** An empty database of each system, for one test after the other: nothing of what they make is kept. */
export interface BothDatabases {
  /** What differs after `shared` and what each runs alone. */
  compare(shared: Statements, sqlite?: Statements, postgresql?: Statements): Promise<string[]>;
  /**
   * The same of the tables that entities ask for, after what each database runs further.
   *
   * @param change What is planted into the schema of PostgreSQL.
   */
  compareEntities(
    entities: EntitySchema[],
    more?: Partial<Record<Dialect, Statements>>,
    asked?: 'asked' | 'not asked',
    change?: (postgresql: Schema) => Schema,
  ): Promise<string[]>;
}

export function bothDatabases(): BothDatabases {
  const orms: Orm[] = [];
  // Many models of the matrix are the same.
  const answers = new Map<string, string[]>();
  beforeAll(async () => {
    for (const dialect of ['sqlite', 'postgresql'] as const) {
      orms.push(await openOrm(await createDatabase(dialect, 'empty'), { logger: () => undefined }));
    }
  });
  afterAll(() => Promise.all(orms.map((orm) => orm.close(true))));
  const driver = (index: number): AbstractSqlDriver => {
    const orm = orms[index];
    if (orm === undefined) {
      throw new Error('The databases are opened before the tests.');
    }
    return orm.em.getDriver();
  };

  async function compare(sqlite: Statements, postgresql: Statements, asked: boolean): Promise<string[]> {
    const left = await inPassing(driver(0), async (execute) => {
      await runAll(execute, sqlite);
      return inOneWriting(await introspectSqlite(execute));
    });
    return inPassing(driver(1), async (execute) => {
      await runAll(execute, postgresql);
      const right = await introspectPostgresql(execute, { default: 'public', others: [] });
      return describeInequivalences(left, right, asked ? execute : undefined);
    });
  }

  return {
    compare: (shared, sqlite = [], postgresql = []) =>
      compare([...shared, ...sqlite], [...shared, ...postgresql], true),
    async compareEntities(entities, more = {}, asked = 'asked', change = (schema) => schema) {
      const orm = await (await newProject()).open(entities);
      const [sqlite, postgresql] = (await readTargets(orm.em as SqlEntityManager)).map((schema) =>
        statementsOf(schema.dialect === 'sqlite' ? schema : change(schema)),
      );
      const left = [...(sqlite ?? []), ...(more.sqlite ?? [])];
      const right = [...(postgresql ?? []), ...(more.postgresql ?? [])];
      const key = JSON.stringify([left, right, asked]);
      const answer = answers.get(key) ?? (await compare(left, right, asked === 'asked'));
      answers.set(key, answer);
      return answer;
    },
  };
}

/** The statements that make a schema on an empty database. */
function statementsOf(schema: Schema): string[] {
  return planners[schema.dialect](compareSchemas(emptySchema(schema.dialect), schema), []).flatMap((step) =>
    step.kind === 'sql' ? [step.sql] : [],
  );
}

async function runAll(execute: Execute, statements: Statements): Promise<void> {
  for (const sql of statements) {
    await execute(sql);
  }
}
