import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import { addColumn } from './add-column.ts';
import { type Catalog, referencing, withChildren } from './catalog.ts';
import { rewritesForType } from './column-type.ts';
import { addConstraint, needsScanForNotNull } from './constraint.ts';
import { nothing, type StatementEffect, type TableEffect, touch, unknownEffect } from './effect.ts';
import { as, nameOf } from './syntax.ts';

/** Subcommands that only change what the catalog says, by the lock that they take (manual, "ALTER TABLE"). */
const CATALOG_ONLY: Partial<Record<NonNullable<AlterTableCmd['subtype']>, TableEffect['lock']>> = {
  AT_ColumnDefault: 'AccessExclusive',
  AT_DropNotNull: 'AccessExclusive',
  AT_DropExpression: 'AccessExclusive',
  AT_SetStorage: 'AccessExclusive',
  AT_SetCompression: 'AccessExclusive',
  AT_ChangeOwner: 'AccessExclusive',
  AT_ReplicaIdentity: 'AccessExclusive',
  AT_EnableRowSecurity: 'AccessExclusive',
  AT_DisableRowSecurity: 'AccessExclusive',
  AT_ForceRowSecurity: 'AccessExclusive',
  AT_NoForceRowSecurity: 'AccessExclusive',
  AT_AddIdentity: 'AccessExclusive',
  AT_SetIdentity: 'AccessExclusive',
  AT_DropIdentity: 'AccessExclusive',
  AT_EnableTrig: 'ShareRowExclusive',
  AT_EnableAlwaysTrig: 'ShareRowExclusive',
  AT_EnableReplicaTrig: 'ShareRowExclusive',
  AT_EnableTrigAll: 'ShareRowExclusive',
  AT_EnableTrigUser: 'ShareRowExclusive',
  AT_DisableTrig: 'ShareRowExclusive',
  AT_DisableTrigAll: 'ShareRowExclusive',
  AT_DisableTrigUser: 'ShareRowExclusive',
  AT_SetStatistics: 'ShareUpdateExclusive',
  AT_SetOptions: 'ShareUpdateExclusive',
  AT_ResetOptions: 'ShareUpdateExclusive',
  AT_ClusterOn: 'ShareUpdateExclusive',
  AT_DropCluster: 'ShareUpdateExclusive',
};

/** Storage parameters that are set under the weaker lock (manual, "ALTER TABLE", "SET ( storage_parameter …"). */
const HARMLESS_OPTION = /^(fillfactor|autovacuum_\w+|toast_tuple_target|parallel_workers|vacuum_\w+)$/;

/** What `alter table` does. */
export function alterTable(catalog: Catalog, statement: AlterTableStmt): StatementEffect {
  if (statement.objtype !== 'OBJECT_TABLE') {
    return alterOther(statement);
  }
  const table = nameOf(catalog, statement.relation);
  const effect = nothing();
  for (const node of statement.cmds ?? []) {
    const command = as(node, 'AlterTableCmd') ?? {};
    const tables = carryOut(catalog, table, command);
    if (tables === undefined) {
      return unknownEffect();
    }
    effect.tables.push(...tables);
    if (command.subtype === 'AT_DropColumn') {
      effect.drops.push({ table, column: command.name ?? '' });
    }
  }
  if (statement.relation?.inh === false) {
    return effect;
  }
  const [, ...children] = withChildren(catalog, table);
  const own = effect.tables.filter((touched) => touched.table === table);
  effect.tables.push(...children.flatMap((child) => own.map((touched) => ({ ...touched, table: child }))));
  return effect;
}

function carryOut(catalog: Catalog, table: string, command: AlterTableCmd): TableEffect[] | undefined {
  const { subtype, name = '', def } = command;
  const lock = subtype === undefined ? undefined : CATALOG_ONLY[subtype];
  if (lock !== undefined) {
    return [touch(table, lock)];
  }
  switch (subtype) {
    case 'AT_AddColumn':
      return addColumn(catalog, table, as(def, 'ColumnDef') ?? {});
    case 'AT_AlterColumnType':
      return alterType(catalog, table, name, as(def, 'ColumnDef') ?? {});
    case 'AT_SetNotNull':
      return [touch(table, 'AccessExclusive', { scan: needsScanForNotNull(catalog, table, name) })];
    case 'AT_AddConstraint':
      return addConstraint(catalog, table, as(def, 'Constraint') ?? {});
    case 'AT_ValidateConstraint':
      return validate(catalog, table, name);
    case 'AT_DropConstraint':
      return dropConstraints(catalog, table, (constraint) => constraint.name === name);
    case 'AT_DropColumn':
      // Foreign keys go with it.
      return dropConstraints(catalog, table, ({ columns }) => columns.includes(name));
    case 'AT_SetExpression':
    case 'AT_SetAccessMethod':
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return [touch(table, 'AccessExclusive', { rewrite: 'yes', scan: 'yes' })];
    case 'AT_SetRelOptions':
    case 'AT_ResetRelOptions': {
      const options = (as(def, 'List')?.items ?? []).map((item) => as(item, 'DefElem')?.defname ?? '');
      return options.every((option) => HARMLESS_OPTION.test(option))
        ? [touch(table, 'ShareUpdateExclusive')]
        : undefined;
    }
    case 'AT_SetTableSpace':
      // Copied block by block.
      return [touch(table, 'AccessExclusive', { rewrite: 'yes', scan: 'no' })];
    default:
      return undefined;
  }
}

function alterType(
  catalog: Catalog,
  table: string,
  column: string,
  definition: Parameters<typeof rewritesForType>[1],
): TableEffect[] {
  const known = catalog.tables.get(table);
  const rewrite = rewritesForType(known?.columns.get(column), definition, column, catalog);
  const isChecked = known?.constraints.some(({ kind, columns }) => kind === 'c' && columns.includes(column));
  const scan = rewrite === 'no' && isChecked ? 'yes' : rewrite;
  const because = rewrite === 'no' && isChecked ? ['its checks are checked again'] : [];
  return [touch(table, 'AccessExclusive', { rewrite, scan, because })];
}

function validate(catalog: Catalog, table: string, name: string): TableEffect[] {
  const constraint = catalog.tables.get(table)?.constraints.find((candidate) => candidate.name === name);
  const scan = constraint === undefined ? 'unknown' : constraint.validated ? 'no' : 'yes';
  const parent =
    constraint?.refersTo === undefined || constraint.validated
      ? []
      : [touch(constraint.refersTo, 'RowShare', { scan: 'unknown' })];
  return [touch(table, 'ShareUpdateExclusive', { scan }), ...parent];
}

/** The triggers of a foreign key are on both tables: to take them away, both are locked. */
function dropConstraints(
  catalog: Catalog,
  table: string,
  isDropped: (constraint: { name: string; columns: string[] }) => boolean,
): TableEffect[] {
  const own = catalog.tables.get(table)?.constraints.filter(isDropped) ?? [];
  const parents = own.flatMap(({ refersTo }) => refersTo ?? []);
  const keys = own
    .filter(({ kind }) => kind === 'p' || kind === 'u')
    .map(({ columns }) => columns.toSorted().join());
  const children = referencing(catalog, table)
    .filter((reference) => keys.includes(reference.constraint.keys.toSorted().join()))
    .map((reference) => reference.table);
  return [table, ...parents, ...children].map((touched) => touch(touched, 'AccessExclusive'));
}

/** `alter view`, `alter sequence`; of the others it is not known. */
function alterOther({ objtype }: AlterTableStmt): StatementEffect {
  return objtype === 'OBJECT_VIEW' || objtype === 'OBJECT_SEQUENCE' ? nothing() : unknownEffect();
}
