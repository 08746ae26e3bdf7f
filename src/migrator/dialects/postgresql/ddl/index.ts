import type { SchemaDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import type { NativeEnum, Table } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { foreignKeyConstraint } from '../../standard/constraint.ts';
import { renameTable } from '../../standard/rename-table.ts';
import { createView, dropView } from '../../standard/views.ts';
import { alterPostgresqlTable, dropDependents } from './alter-table.ts';
import { createPostgresqlTable } from './create-table.ts';
import { withDependents } from './dependents.ts';
import { addEnumValues, createEnum, dropEnum, onlyGrows, putEnumAside, withNewTypes } from './enum.ts';
import { dropRelations, renameRelations } from './relation-names.ts';

/** What to do on PostgreSQL: nothing is dropped before what depends on it, or made before what it depends on. */
export function planPostgresql(diff: SchemaDiff): DdlStep[] {
  const { namespaces, enums } = diff;
  const grown = enums.altered.filter((change) => onlyGrows(change, diff));
  const replaced = enums.altered.filter((change) => !grown.includes(change)).map(({ to }) => to);
  const { tables, views } = withDependents(withNewTypes(diff, replaced));
  const addedKeys = [
    ...tables.added.map((table) => ({ table, keys: table.foreignKeys })),
    ...tables.altered.map(({ to, foreignKeys }) => ({ table: to, keys: foreignKeys.added })),
  ];
  const addedTriggers = [
    ...tables.added,
    ...tables.altered.map(({ triggers }) => ({ triggers: triggers.added })),
  ];
  return [
    ...views.dropped.map(dropView),
    ...tables.altered.flatMap(dropDependents).map(statement),
    ...tables.dropped.flatMap(dropForeignKeys),
    ...tables.dropped.flatMap(dropTable),
    ...namespaces.added.map((name) => statement(`create schema ${quoteName(name)}`)),
    ...replaced.map(putEnumAside),
    ...[...enums.added, ...replaced].map(createEnum),
    ...grown.flatMap(addEnumValues),
    ...tables.renamed.map(renameTable),
    ...tables.altered.flatMap(dropRelations),
    ...renameRelations(tables.altered),
    ...tables.added.flatMap(createPostgresqlTable),
    ...tables.altered.flatMap(alterPostgresqlTable),
    ...addedKeys.flatMap(({ table, keys }) =>
      keys.map((key) => statement(`alter table ${quoteName(table.name)} add ${foreignKeyConstraint(key)}`)),
    ),
    ...addedTriggers.flatMap(({ triggers }) =>
      triggers.flatMap(({ statements }) => statements.map(statement)),
    ),
    ...views.added.flatMap(createView),
    ...[...replaced.map(asPutAside), ...enums.dropped].map(dropEnum),
    ...namespaces.dropped.map((name) => statement(`drop schema ${quoteName(name)}`)),
  ];
}

/** Tables that go may refer to each other in a circle. */
function dropForeignKeys({ name, foreignKeys }: Table): DdlStep[] {
  return foreignKeys.map((key) =>
    statement(`alter table ${quoteName(name)} drop constraint ${quoteColumn(key.name)}`),
  );
}

/** The functions of its triggers go as well; the triggers themselves go with the table, but hold on to them. */
function dropTable({ name, triggers }: Table): DdlStep[] {
  return [...triggers.flatMap(({ drop }) => drop), `drop table ${quoteName(name)}`].map(statement);
}

function asPutAside({ name, items }: NativeEnum): NativeEnum {
  return { name: `${name}__old`, items };
}
