import type { AlterTableCmd, ColumnDef, Constraint, IndexStmt, Node, RenameStmt } from 'libpg-query';
import type { Catalog, CatalogConstraint, CatalogTable } from './catalog.ts';
import { as, nameOf, namesOf, relationOf, typeArguments, typeNameOf, visitAll } from './syntax.ts';

/** A catalog that follows statements which have not been run. */
export interface DraftCatalog extends Catalog {
  tables: Map<string, CatalogTable>;
  indexes: Map<string, string>;
  /** The present name of each table, by the one that it will have. */
  names: Map<string, string>;
}

/** A copy of `catalog`, to be changed by `advance`. */
export function draft(catalog: Catalog): DraftCatalog {
  return {
    ...catalog,
    tables: structuredClone(catalog.tables) as Map<string, CatalogTable>,
    indexes: new Map(catalog.indexes),
    names: new Map([...catalog.tables.keys()].map((name) => [name, name])),
  };
}

/**
 * Follows one statement as far as the effects of later ones depend on it: a constraint that one adds is validated by
 * another, and proves to a third that a column is not null.
 */
export function advance(catalog: DraftCatalog, node: Node): void {
  const alter = as(node, 'AlterTableStmt');
  const index = as(node, 'IndexStmt');
  const rename = as(node, 'RenameStmt');
  const drop = as(node, 'DropStmt');
  if (alter !== undefined) {
    const table = catalog.tables.get(nameOf(catalog, alter.relation));
    for (const command of alter.cmds ?? []) {
      if (table !== undefined) {
        alterTable(catalog, table, as(command, 'AlterTableCmd') ?? {});
      }
    }
  } else if (index !== undefined) {
    addIndex(catalog, index);
  } else if (rename !== undefined) {
    renameThing(catalog, rename);
  } else if (drop?.removeType === 'OBJECT_INDEX') {
    for (const object of drop.objects ?? []) {
      catalog.indexes.delete(relationOf(catalog, namesOf(object)));
    }
  } else if (drop?.removeType === 'OBJECT_TABLE') {
    for (const object of drop.objects ?? []) {
      catalog.tables.delete(relationOf(catalog, namesOf(object)));
    }
  }
}

function alterTable(catalog: Catalog, table: CatalogTable, { subtype, name = '', def }: AlterTableCmd): void {
  const column = table.columns.get(name);
  switch (subtype) {
    case 'AT_AddColumn':
      addColumn(catalog, table, as(def, 'ColumnDef') ?? {});
      break;
    case 'AT_DropColumn':
      table.columns.delete(name);
      table.constraints = table.constraints.filter(({ columns }) => !columns.includes(name));
      break;
    case 'AT_AlterColumnType':
      table.columns.set(name, typed(as(def, 'ColumnDef') ?? {}, column?.notNull ?? false));
      break;
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      if (column !== undefined) {
        column.notNull = subtype === 'AT_SetNotNull';
      }
      break;
    case 'AT_AddConstraint':
      table.constraints.push(constraintOf(catalog, as(def, 'Constraint') ?? {}));
      break;
    case 'AT_ValidateConstraint':
      for (const constraint of table.constraints.filter((candidate) => candidate.name === name)) {
        constraint.validated = true;
      }
      break;
    case 'AT_DropConstraint':
      table.constraints = table.constraints.filter((candidate) => candidate.name !== name);
      break;
  }
}

function addColumn(catalog: Catalog, table: CatalogTable, definition: ColumnDef): void {
  const name = definition.colname ?? '';
  const constraints = (definition.constraints ?? []).flatMap((node) => as(node, 'Constraint') ?? []);
  const isNotNull = constraints.some(
    ({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY',
  );
  table.columns.set(name, typed(definition, isNotNull));
  for (const constraint of constraints) {
    if (constraint.contype === 'CONSTR_CHECK' || constraint.contype === 'CONSTR_FOREIGN') {
      table.constraints.push({ ...constraintOf(catalog, constraint), columns: [name] });
    }
  }
}

/** A type with numbers is not followed: what they mean for the next change of type is not known then. */
function typed({ typeName }: ColumnDef, notNull: boolean) {
  const isPlain = typeArguments(typeName)?.length === 0;
  return { type: isPlain ? typeNameOf(typeName) : 'unknown', typmod: -1, notNull };
}

const KINDS: Readonly<Record<string, string>> = {
  CONSTR_CHECK: 'c',
  CONSTR_FOREIGN: 'f',
  CONSTR_NOTNULL: 'n',
  CONSTR_PRIMARY: 'p',
  CONSTR_UNIQUE: 'u',
};

function constraintOf(catalog: Catalog, constraint: Constraint): CatalogConstraint {
  const { contype = '', conname = '', raw_expr: expression } = constraint;
  return {
    name: conname,
    kind: KINDS[contype] ?? '',
    columns: [
      ...namesOf(constraint.keys),
      ...namesOf(constraint.fk_attrs),
      ...(contype === 'CONSTR_CHECK' ? columnsOf(expression) : []),
    ],
    refersTo: constraint.pktable === undefined ? undefined : nameOf(catalog, constraint.pktable),
    keys: namesOf(constraint.pk_attrs),
    onDelete: constraint.fk_del_action ?? 'a',
    validated: constraint.skip_validation !== true,
    definition: definitionOf(expression),
  };
}

function columnsOf(expression: Node | undefined): string[] {
  const names = new Set<string>();
  visitAll([expression], 'ColumnRef', ({ fields }: { fields?: Node[] }) => {
    names.add(as(fields?.at(-1), 'String')?.sval ?? '');
  });
  return [...names];
}

/** The one check whose text matters here: that a column is not null. */
function definitionOf(expression: Node | undefined): string {
  const nullTest = as(expression, 'NullTest');
  const [column] = columnsOf(nullTest?.arg);
  const isColumn = as(nullTest?.arg, 'ColumnRef') !== undefined;
  return nullTest?.nulltesttype === 'IS_NOT_NULL' && isColumn && column !== undefined
    ? `CHECK (("${column.replaceAll('"', '""')}" IS NOT NULL))`
    : '';
}

function addIndex(catalog: DraftCatalog, { idxname, relation }: IndexStmt): void {
  const table = nameOf(catalog, relation);
  if (idxname !== undefined && catalog.tables.has(table)) {
    // An index lives in the schema of its table.
    const schema = table.includes('.') ? `${table.slice(0, table.lastIndexOf('.'))}.` : '';
    catalog.indexes.set(`${schema}${idxname}`, table);
  }
}

function renameThing(
  catalog: DraftCatalog,
  { renameType, relation, subname = '', newname = '' }: RenameStmt,
): void {
  const name = nameOf(catalog, relation);
  const table = catalog.tables.get(name);
  const schema = relation?.schemaname === undefined || !name.includes('.') ? '' : `${relation.schemaname}.`;
  const renamed = `${schema}${newname}`;
  if (renameType === 'OBJECT_INDEX') {
    rekey(catalog.indexes, name, renamed);
  } else if (table === undefined) {
    return;
  } else if (renameType === 'OBJECT_TABLE') {
    rekey(catalog.tables, name, renamed);
    rekey(catalog.names, name, renamed);
    for (const [index, owner] of catalog.indexes) {
      catalog.indexes.set(index, owner === name ? renamed : owner);
    }
    for (const constraint of [...catalog.tables.values()].flatMap(({ constraints }) => constraints)) {
      constraint.refersTo = constraint.refersTo === name ? renamed : constraint.refersTo;
    }
  } else if (renameType === 'OBJECT_COLUMN') {
    rekey(table.columns, subname, newname);
    for (const constraint of table.constraints) {
      constraint.columns = constraint.columns.map((column) => (column === subname ? newname : column));
    }
  } else if (renameType === 'OBJECT_TABCONSTRAINT') {
    for (const constraint of table.constraints.filter((candidate) => candidate.name === subname)) {
      constraint.name = newname;
    }
  }
}

function rekey<Value>(map: Map<string, Value>, from: string, to: string): void {
  const value = map.get(from);
  if (value !== undefined) {
    map.delete(from);
    map.set(to, value);
  }
}
