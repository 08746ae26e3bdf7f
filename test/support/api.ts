import type { SqlEntityManager } from '@mikro-orm/sql';
import { type ExecutionResult, graphql } from 'graphql';
import pino from 'pino';
import type { DatabaseLocation } from '../../src/config.ts';
import { type OrmOptions, ormOptions } from '../../src/database/orm.ts';
import { LOCAL_VIEWER } from '../../src/domain/viewer.ts';
import { openLiveEvents } from '../../src/events/live-events.ts';
import type { Context } from '../../src/resolvers/context.ts';
import { schema } from '../../src/server/schema.ts';
import type { TestDatabase } from './databases.ts';

/** The API over a database of its own, without a server around it. */
export interface TestApi {
  em: SqlEntityManager;
  /** Every statement that reached the database since this list was last emptied. */
  statements: string[];
  /** Runs an operation and returns data and errors, as a client gets them. */
  run(operation: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Runs an operation that must succeed, and returns its data. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the data is the operation's, and tests compare it.
  data(operation: string, variables?: Record<string, unknown>): Promise<any>;
}

/** Opens the API over a new database. */
export async function openApi(database: TestDatabase): Promise<TestApi> {
  const location = await database.create();
  const statements: string[] = [];
  const orm = await database.open(location, recording(location, statements));
  const { publisher, subscribe } = openLiveEvents({
    em: orm.em,
    log: pino({ level: 'silent' }),
    listenAt: '',
  });
  const run = async (source: string, variableValues?: Record<string, unknown>) => {
    const contextValue: Context = {
      em: orm.em.fork(),
      viewer: LOCAL_VIEWER,
      requestId: 'test',
      publisher,
      subscribe,
    };
    // As JSON, the way it leaves the server.
    return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue })));
  };
  return {
    em: orm.em,
    statements,
    run,
    async data(operation, variables) {
      const { data, errors } = await run(operation, variables);
      if (errors !== undefined) {
        throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
      }
      return data;
    },
  };
}

/** Options that write every statement into `statements`, whoever sends it. */
export function recording(location: DatabaseLocation, statements: string[]): OrmOptions {
  if (location.dialect === 'sqlite') {
    return { driverOptions: { verbose: (sql: string) => statements.push(sql) } };
  }
  const onPoolCreated = (pool: { on(event: 'connect', listener: (client: PostgresClient) => void): void }) =>
    pool.on('connect', (client) => {
      const query = client.query.bind(client);
      client.query = (statement, ...rest) => {
        statements.push(typeof statement === 'string' ? statement : statement.text);
        return query(statement, ...rest);
      };
    });
  return { driverOptions: { ...ormOptions(location).driverOptions, onPoolCreated } };
}

interface PostgresClient {
  query(statement: string | { text: string }, ...rest: unknown[]): unknown;
}
