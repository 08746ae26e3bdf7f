import type { SqlEntityManager } from '@mikro-orm/sql';
import { type ExecutionResult, graphql } from 'graphql';
import pino from 'pino';
import type { DatabaseLocation } from '../../src/config.ts';
import type { OrmOptions } from '../../src/database/orm.ts';
import { LOCAL_VIEWER, type Viewer } from '../../src/domain/viewer.ts';
import { openLiveEvents } from '../../src/events/live-events.ts';
import type { Context } from '../../src/resolvers/context.ts';
import { schema } from '../../src/server/schema.ts';
import type { TestDatabase } from './databases.ts';
import { PATIENCE_MS } from './patience.ts';
import { patient } from './patient.ts';

/** What somebody can do. */
export interface TestCaller {
  /** Runs an operation and returns data and errors, as a client gets them. */
  run(operation: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Runs an operation that must succeed, and returns its data. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the data is the operation's, and tests compare it.
  data(operation: string, variables?: Record<string, unknown>): Promise<any>;
  /** What a request of theirs is given. */
  context(): Context;
}

/** The API over a database of its own, without a server around it; used by the viewer of a product without authentication. */
export interface TestApi extends TestCaller {
  em: SqlEntityManager;
  /** Every statement that reached the database since this list was last emptied. */
  statements: string[];
  /** The same API for somebody else. */
  as(viewer: Viewer): TestCaller;
  /** Ends live updates: needed only where somebody subscribed. */
  close(): Promise<void>;
}

/** Opens the API over a new database. */
export async function openApi(database: TestDatabase): Promise<TestApi> {
  const location = await database.create();
  const statements: string[] = [];
  const orm = await database.open(location, recording(location, statements));
  const events = openLiveEvents({
    em: orm.em,
    log: pino({ level: 'silent' }),
    listenAt: location.dialect === 'postgresql' ? location.url : '',
    connectTimeoutMs: PATIENCE_MS,
  });
  const { publisher, subscribe } = events;
  const as = (viewer: Viewer): TestCaller => {
    const context = (): Context => ({ em: orm.em.fork(), viewer, requestId: 'test', publisher, subscribe });
    const run = async (source: string, variableValues?: Record<string, unknown>) =>
      // As JSON, the way it leaves the server.
      JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue: context() })));
    return {
      run,
      context,
      async data(operation, variables) {
        const { data, errors } = await run(operation, variables);
        if (errors !== undefined) {
          throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
        }
        return data;
      },
    };
  };
  return { em: orm.em, statements, as, close: () => events.close(), ...as(LOCAL_VIEWER) };
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
  return { driverOptions: { ...patient(location).driverOptions, onPoolCreated } };
}

interface PostgresClient {
  query(statement: string | { text: string }, ...rest: unknown[]): unknown;
}
