import type { CreateStmt, Node, RenameStmt } from 'libpg-query';
import { LOCK_MODES } from '../rehearse/measure/lock-mode.ts';
import { alterTable } from './alter-table.ts';
import { type Catalog, withChildren } from './catalog.ts';
import { drop } from './drop.ts';
import { locking, nothing, type StatementEffect, touch, unknownEffect } from './effect.ts';
import { changeRows, truncate } from './rows.ts';
import { as, nameOf, namesOf, readTables, relationOf, visitAll } from './syntax.ts';

type Reader = (catalog: Catalog, node: Node) => StatementEffect;

/** Statements that touch no table, or none that was there before. */
const WITHOUT_TABLES = [
  'AlterEnumStmt',
  'AlterSeqStmt',
  'CompositeTypeStmt',
  'CreateDomainStmt',
  'CreateEnumStmt',
  'CreateFunctionStmt',
  'CreateRangeStmt',
  'CreateSchemaStmt',
  'CreateSeqStmt',
  'TransactionStmt',
  'VariableSetStmt',
];

const READERS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(WITHOUT_TABLES.map((kind): [string, Reader] => [kind, nothing])),
  CreateStmt: (catalog, node) => createTable(catalog, as(node, 'CreateStmt') ?? {}),
  AlterTableStmt: (catalog, node) => alterTable(catalog, as(node, 'AlterTableStmt') ?? {}),
  DropStmt: (catalog, node) => drop(catalog, as(node, 'DropStmt') ?? {}),
  RenameStmt: (catalog, node) => rename(catalog, as(node, 'RenameStmt') ?? {}),
  InsertStmt: (catalog, node) => changeRows(catalog, 'insert', as(node, 'InsertStmt') ?? {}),
  UpdateStmt: (catalog, node) => changeRows(catalog, 'update', as(node, 'UpdateStmt') ?? {}),
  DeleteStmt: (catalog, node) => changeRows(catalog, 'delete', as(node, 'DeleteStmt') ?? {}),
  TruncateStmt: (catalog, node) => truncate(catalog, as(node, 'TruncateStmt') ?? {}),
  IndexStmt(catalog, node) {
    const { relation, concurrent } = as(node, 'IndexStmt') ?? {};
    const lock = concurrent ? 'ShareUpdateExclusive' : 'Share';
    const tables =
      relation?.inh === false
        ? [nameOf(catalog, relation)]
        : withChildren(catalog, nameOf(catalog, relation));
    return { ...nothing(), tables: tables.map((table) => touch(table, lock, { scan: 'yes' })) };
  },
  CreateTrigStmt(catalog, node) {
    const { relation } = as(node, 'CreateTrigStmt') ?? {};
    const table = nameOf(catalog, relation);
    return catalog.tables.has(table) ? locking('ShareRowExclusive', table) : nothing();
  },
  CreateTableAsStmt(catalog, node) {
    const { query, into } = as(node, 'CreateTableAsStmt') ?? {};
    return { ...reading(catalog, query, 'unknown'), creates: [nameOf(catalog, into?.rel)] };
  },
  ViewStmt: (catalog, node) => reading(catalog, as(node, 'ViewStmt')?.query, 'no'),
  SelectStmt: (catalog, node) => reading(catalog, node, 'unknown'),
  CommentStmt(catalog, node) {
    const { objtype, object } = as(node, 'CommentStmt') ?? {};
    const parts = namesOf(object);
    switch (objtype) {
      case 'OBJECT_TABLE':
        return locking('ShareUpdateExclusive', relationOf(catalog, parts));
      case 'OBJECT_COLUMN':
        return locking('ShareUpdateExclusive', relationOf(catalog, parts.slice(0, -1)));
      default:
        return unknownEffect();
    }
  },
  AlterObjectSchemaStmt(catalog, node) {
    const { objectType, relation } = as(node, 'AlterObjectSchemaStmt') ?? {};
    return objectType === 'OBJECT_TABLE'
      ? locking('AccessExclusive', nameOf(catalog, relation))
      : unknownEffect();
  },
  LockStmt(catalog, node) {
    const { relations = [], mode = 0 } = as(node, 'LockStmt') ?? {};
    const lock = LOCK_MODES[mode - 1];
    const tables = relations.flatMap((relation) =>
      withChildren(catalog, nameOf(catalog, as(relation, 'RangeVar'))),
    );
    return lock === undefined ? unknownEffect() : locking(lock, ...tables);
  },
};

/** What one statement of the parse tree does; `known: false` where it is none of those above. */
export function readStatement(catalog: Catalog, node: Node): StatementEffect {
  const [kind = ''] = Object.keys(node);
  return READERS[kind]?.(catalog, node) ?? unknownEffect();
}

function reading(catalog: Catalog, tree: unknown, scan: 'no' | 'unknown'): StatementEffect {
  const tables = readTables(catalog, [tree]).filter((table) => catalog.tables.has(table));
  return { ...nothing(), tables: tables.map((table) => touch(table, 'AccessShare', { scan })) };
}

/** A new table: others are only touched where it refers to them. */
function createTable(catalog: Catalog, statement: CreateStmt): StatementEffect {
  if ((statement.inhRelations?.length ?? 0) > 0 || statement.partbound !== undefined) {
    return unknownEffect();
  }
  const parents = new Set<string>();
  visitAll(statement, 'pktable', (relation) => parents.add(nameOf(catalog, relation)));
  const table = nameOf(catalog, statement.relation);
  parents.delete(table);
  return { ...locking('ShareRowExclusive', ...parents), creates: [table] };
}

function rename(catalog: Catalog, { renameType, relationType, relation }: RenameStmt): StatementEffect {
  const name = nameOf(catalog, relation);
  const isOfTable =
    renameType === 'OBJECT_TABLE' ||
    renameType === 'OBJECT_TABCONSTRAINT' ||
    (renameType === 'OBJECT_COLUMN' && relationType === 'OBJECT_TABLE') ||
    renameType === 'OBJECT_TRIGGER';
  if (isOfTable) {
    return locking(
      'AccessExclusive',
      ...(renameType === 'OBJECT_TRIGGER' ? [name] : withChildren(catalog, name)),
    );
  }
  if (renameType === 'OBJECT_INDEX') {
    const table = catalog.indexes.get(name);
    return table === undefined ? unknownEffect() : locking('ShareUpdateExclusive', table);
  }
  return renameType === 'OBJECT_SEQUENCE' || renameType === 'OBJECT_VIEW' ? nothing() : unknownEffect();
}
