import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { readErrorFacts } from '../../../diagnose/error-facts.ts';
import type { Execute } from '../../../run/execute.ts';
import type { Session } from '../../../run/migration-database.ts';
import { StatementTimedOut } from '../../../run/statement-error.ts';
import { describeStep, type RunStep } from '../../../run/steps.ts';
import { letsOthersWork } from './lets-others-work.ts';
import type { LockWatch } from './lock-watch.ts';
import { NO_LIMITS, setTimeLimits, type TimeLimits } from './time-limits.ts';

/** Kysely, as MikroORM's connection hands it out. */
export type Client = ReturnType<ReturnType<AbstractSqlDriver['getConnection']>['getClient']>;

/** query_canceled: by its time limit, or by somebody. */
const CANCELED = '57014';

/**
 * A session over `client`, with time limits for every statement that keeps others from a table. One that does not may
 * take its time: outside a transaction each such statement, within one only while nothing before it does.
 *
 * @param watch Looks whom each statement waits for.
 */
export async function openSession(
  driver: AbstractSqlDriver,
  client: Client,
  limits: TimeLimits,
  watch: LockWatch | undefined,
): Promise<Session> {
  const inTransaction = client.isTransaction;
  /** As the server has them now. */
  let current = NO_LIMITS;
  const send = (query: string | Query) => driver.getConnection().execute(query, [], 'all', client);
  const limit = async (wanted: TimeLimits) => {
    if (wanted.lock !== current.lock || wanted.statement !== current.statement) {
      await setTimeLimits(send, wanted, inTransaction);
      current = wanted;
    }
  };
  const guard: Session['guard'] = async (statement, run) => {
    const { statement: most } = current;
    const start = performance.now();
    watch?.begin(statement);
    try {
      return await run();
    } catch (error) {
      // By the clock and not by the message, which the server may write in any language.
      if (most > 0 && readErrorFacts(error).code === CANCELED && performance.now() - start >= most) {
        throw new StatementTimedOut(statement, most, { cause: error });
      }
      throw error;
    }
  };
  const execute: Execute = (sql) => guard(sql, () => send(sql));

  const first = inTransaction ? limits : NO_LIMITS;
  await setTimeLimits(send, first, inTransaction);
  current = first;

  let onlyQuiet = true;
  const performAlone = async (step: Statement) => {
    await limit(isQuiet(step) ? NO_LIMITS : limits);
    try {
      await guard(describeStep(step), () => send(textOf(step)));
    } finally {
      await limit(NO_LIMITS).catch(() => {});
    }
  };
  const performInTransaction = async (step: Statement) => {
    onlyQuiet &&= isQuiet(step);
    await limit(onlyQuiet ? { ...limits, statement: 0 } : limits);
    // A failure aborts the transaction; back at the savepoint it takes the queries that explain the failure.
    await send('savepoint migrator_step');
    try {
      await guard(describeStep(step), () => send(textOf(step)));
    } catch (error) {
      await send('rollback to savepoint migrator_step').catch(() => {});
      throw error;
    }
    await send('release savepoint migrator_step');
    await limit(limits);
  };
  return {
    context: client,
    execute,
    guard,
    perform: async (step) => {
      if (step.kind !== 'rebuild') {
        await (inTransaction ? performInTransaction(step) : performAlone(step));
      }
    },
  };
}

type Statement = Exclude<RunStep, { kind: 'rebuild' }>;
type Query = Extract<RunStep, { kind: 'query' }>['query'];

function isQuiet(step: Statement): boolean {
  return step.kind === 'sql' && letsOthersWork(step.sql);
}

function textOf(step: Statement): string | Query {
  if (step.kind === 'backfill') {
    throw new TypeError('A backfill is carried out batch by batch, not as one statement.');
  }
  return step.kind === 'sql' ? step.sql : step.query;
}
