import type { DatabaseSchema, DatabaseTable } from '@mikro-orm/sql';
import { MigrationError } from '../errors.ts';
import { quoteName } from './quote.ts';

/** What an adopter may tell MikroORM to leave alone; that is then no part of the model. */
export interface Ignored {
  policies: boolean;
  routines: boolean;
  /** The database has schemas. */
  schemas: boolean;
}

/**
 * Refuses what MikroORM can express and this migrator does not carry out, so that it is never left out in silence.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED, naming the table and what is in the way.
 */
export function refuseUnsupported(schema: DatabaseSchema, ignored: Ignored): void {
  const [routine] = schema.getRoutines();
  if (routine !== undefined && !ignored.routines) {
    refuse(
      `The routine ${quoteName(routine.name)}`,
      'stored routines',
      'schemaGenerator.ignoreRoutines: true',
    );
  }
  for (const table of schema.getTables()) {
    refuseOfTable(table, ignored);
  }
  for (const view of schema.getViews()) {
    if (view.schema && !ignored.schemas) {
      refuseSchema(`The view ${quoteName(view.name)}`, view.schema);
    }
  }
}

function refuseOfTable(table: DatabaseTable, ignored: Ignored): void {
  const name = `The table ${quoteName(table.name)}`;
  if (table.schema === '*') {
    refuse(name, "the wildcard schema '*'");
  }
  if (table.schema && !ignored.schemas) {
    refuseSchema(name, table.schema);
  }
  if (table.getPartitioning() !== undefined) {
    refuse(name, 'partitioning');
  }
  if (!ignored.policies && (table.getPolicies().length > 0 || table.rlsEnabled)) {
    refuse(name, 'row level security', 'schemaGenerator.ignorePolicies: true');
  }
  for (const check of table.getChecks()) {
    if (typeof check.expression === 'string' && /^\s*exclude\b/i.test(check.expression)) {
      refuse(`${name}, constraint ${quoteName(check.name)}`, 'exclusion constraints');
    }
  }
  for (const index of table.getIndexes()) {
    const what = `${name}, index ${quoteName(index.keyName)}`;
    if (index.deferMode !== undefined && !index.primary) {
      refuse(what, 'deferrable unique constraints');
    }
    if (index.invisible || index.disabled || index.clustered) {
      refuse(what, 'invisible, disabled or clustered indexes');
    }
  }
  for (const column of table.getColumns()) {
    if (column.extra) {
      refuse(`${name}, column ${quoteName(column.name)}`, `the option extra: '${column.extra}'`);
    }
  }
}

/** MikroORM would look for it in an attached database of that name. */
function refuseSchema(subject: string, schema: string): never {
  throw new MigrationError(
    'CHANGE_NOT_SUPPORTED',
    `${subject} of the entity model is in the schema "${schema}", and SQLite has no schemas: no history for both ` +
      'databases can hold it. Take the option "schema" out of the entity.',
  );
}

function refuse(subject: string, feature: string, leaveAlone?: string): never {
  const option = leaveAlone === undefined ? '' : `, or set ${leaveAlone} to keep it out of the model`;
  throw new MigrationError(
    'CHANGE_NOT_SUPPORTED',
    `${subject} of the entity model uses ${feature}, which this migrator does not generate. ` +
      `Remove it from the entity and write it by hand in a migration (migration:create --blank)${option}.`,
  );
}
