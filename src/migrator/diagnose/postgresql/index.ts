import type { MigrationError } from '../../errors.ts';
import type { Demand, DemandOf } from '../demand.ts';
import { type ErrorFacts, readErrorFacts } from '../error-facts.ts';
import type { Failure } from '../failure.ts';
import { readDemands, splitStatements } from '../parse/index.ts';
import type { Probe } from '../probe.ts';
import { refusalError } from '../refusal.ts';
import { findRefusals } from '../rows/index.ts';
import { noReferencedKey } from '../rows/referenced-key.ts';
import { noAutomaticCast } from './cast.ts';
import { findUnconvertible } from './conversion.ts';
import { uniqueAfterConversion } from './converted-indexes.ts';
import { changedUnderOthers, droppedUnderOthers } from './dependents.ts';
import { inSavepoint, postgresqlProbe } from './probe.ts';
import { readConstraint } from './validate.ts';

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation): the rows are the reason. */
const ROWS = /^2[23]/;
/** Value too long, numeric value out of range. */
const DOES_NOT_FIT = ['22001', '22003'];
const NOT_UNIQUE = '23505';

/** Explains why PostgreSQL refused the statement `facts` is about; undefined where the server says it best itself. */
export async function diagnosePostgresql(
  failure: Failure,
  facts: ErrorFacts,
): Promise<MigrationError | undefined> {
  const statements = splitStatements(failure.sql, 'postgresql');
  if (statements.length > 1) {
    return diagnoseOneOf(failure, statements);
  }
  const probe = postgresqlProbe(failure.execute);
  const demands = await resolve(
    probe,
    statements.flatMap((sql) => readDemands(sql, 'postgresql')),
  );
  if (ROWS.test(facts.code)) {
    const asked = facts.code === NOT_UNIQUE ? await withConvertedIndexes(probe, demands) : demands;
    const refusals = await findRefusals(probe, asked, (demand) =>
      findUnconvertible(
        probe,
        failure.execute,
        demand,
        DOES_NOT_FIT.includes(facts.code) ? 'fit' : 'convert',
      ),
    );
    return refusalError(failure.migration, refusals, failure.error);
  }
  return diagnoseObjects(failure, facts, probe, demands);
}

/** The demands, and in place of a change of type what it asks of unique indexes. */
async function withConvertedIndexes(probe: Probe, demands: readonly Demand[]): Promise<Demand[]> {
  const asked: Demand[] = [];
  for (const demand of demands) {
    asked.push(...(demand.kind === 'type' ? await uniqueAfterConversion(probe, demand) : [demand]));
  }
  return asked;
}

/** Repeats the statements of a text, each on what those before it have done, up to the one that fails. */
function diagnoseOneOf(failure: Failure, statements: readonly string[]): Promise<MigrationError | undefined> {
  const { execute } = failure;
  return inSavepoint(execute, async () => {
    for (const sql of statements) {
      await execute('savepoint "repeated"');
      const error: unknown = await execute(sql).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error !== undefined) {
        await execute('rollback to savepoint "repeated"');
        return diagnosePostgresql({ ...failure, sql, error }, readErrorFacts(error));
      }
    }
    return undefined;
  });
}

async function diagnoseObjects(
  { migration, error }: Failure,
  facts: ErrorFacts,
  probe: Probe,
  demands: readonly Demand[],
): Promise<MigrationError | undefined> {
  const change = demands.find((demand): demand is DemandOf<'type'> => demand.kind === 'type');
  const foreignKey = demands.find((demand): demand is DemandOf<'foreignKey'> => demand.kind === 'foreignKey');
  switch (facts.code) {
    case '2BP01':
      return droppedUnderOthers(migration, facts, error);
    case '0A000':
      return change && changedUnderOthers(probe, migration, change, facts, error);
    case '42804':
      return change && noAutomaticCast(migration, change, facts, error);
    case '42830':
      return foreignKey && noReferencedKey(migration, foreignKey, error);
    default:
      return undefined;
  }
}

async function resolve(probe: Probe, demands: readonly Demand[]): Promise<Demand[]> {
  const resolved: Demand[] = [];
  for (const demand of demands) {
    const known = demand.kind === 'validate' ? await readConstraint(probe, demand) : demand;
    resolved.push(...(known === undefined ? [] : [known]));
  }
  return resolved;
}
