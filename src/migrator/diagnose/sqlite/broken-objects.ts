import { MigrationError } from '../../errors.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { readErrorFacts } from '../error-facts.ts';

/** A view or trigger that no longer compiles. */
export interface BrokenObject {
  kind: string;
  name: string;
  /** SQLite's words: `no such table: main.todos`. */
  reason: string;
}

const BROKEN = /^error in (?<kind>view|trigger) (?<name>.+?)(?: after rename)?: (?<reason>.+)$/is;
const SCRATCH = '"diagnosis_scratch"';

/**
 * The views and triggers of an SQLite database that do not work. SQLite drops a table from under them without a word
 * (manual, "DROP TABLE"); only `alter table … rename` compiles them all, so a scratch table is renamed until nothing
 * is found, and everything undone.
 */
export async function findBrokenObjects(execute: Execute): Promise<BrokenObject[]> {
  const broken: BrokenObject[] = [];
  const legacy = await execute('pragma legacy_alter_table');
  await execute('savepoint "diagnosis"');
  await execute('pragma legacy_alter_table = off');
  try {
    await execute(`create table ${SCRATCH} ("a")`);
    for (let object = await findOne(execute); object !== undefined; object = await findOne(execute)) {
      broken.push(object);
      await execute(`drop ${object.kind} ${quoteColumn(object.name)}`);
    }
  } finally {
    await execute('rollback to "diagnosis"');
    await execute('release "diagnosis"');
    await execute(`pragma legacy_alter_table = ${Number(legacy[0]?.legacy_alter_table ?? 0)}`);
  }
  return broken;
}

/**
 * Refuses a migration that leaves views or triggers broken which worked before it.
 *
 * @param before Those that did not work before.
 * @throws {MigrationError} DEPENDENT_OBJECTS naming them.
 */
export async function refuseBroken(
  execute: Execute,
  migration: string,
  before: readonly BrokenObject[],
): Promise<void> {
  const broken = (await findBrokenObjects(execute)).filter(
    ({ kind, name }) => !before.some((object) => object.kind === kind && object.name === name),
  );
  if (broken.length > 0) {
    const list = broken.map(({ kind, name, reason }) => `${kind} "${name}" (${reason})`).join(', ');
    throw new MigrationError(
      'DEPENDENT_OBJECTS',
      `${migration} stopped: after it these would not work: ${list}.\nDrop them in the same migration, or drop them before and create them again after it as they should be.`,
    );
  }
}

async function findOne(execute: Execute): Promise<BrokenObject | undefined> {
  const error: unknown = await execute(`alter table ${SCRATCH} rename column "a" to "b"`).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) {
    return undefined;
  }
  const { kind, name, reason } = BROKEN.exec(readErrorFacts(error).message)?.groups ?? {};
  return kind === undefined || name === undefined || reason === undefined
    ? undefined
    : { kind, name, reason };
}
