import type { EntityProperty } from '@mikro-orm/core';
import type { DatabaseTable, SqlEntityManager, SqlSchemaGenerator } from '@mikro-orm/sql';
import { dialectModels } from '../dialects/models.ts';
import { dialectOf } from './dialect-of.ts';
import { byName } from './order.ts';
import type { NativeEnum, Schema } from './schema.ts';
import { readTable } from './table.ts';
import { qualifiedName } from './table-name.ts';
import { refuseUnsupported } from './unsupported.ts';
import { readView } from './view.ts';

/**
 * The schema that the entities of `em` ask of its dialect. Reads metadata only; connects to nothing.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED for what the migrator does not generate.
 */
export function readTarget(em: SqlEntityManager): Schema {
  const platform = em.getPlatform();
  const name = dialectOf(platform);
  const config = em.config;
  const model = dialectModels[name];
  // What a project keeps in one schema stays free of its name: the search path says it.
  const dialect = { ...model, defaultSchema: config.get('schema') ?? model.defaultSchema };
  const settings = config.get('schemaGenerator');
  const generator: SqlSchemaGenerator = config.getExtension('@mikro-orm/schema-generator') as never;
  const target = generator.getTargetSchema();
  refuseUnsupported(target, {
    policies: Boolean(settings.ignorePolicies),
    routines: Boolean(settings.ignoreRoutines),
    schemas: dialect.hasSchemas,
  });
  const context = {
    platform,
    dialect,
    naming: config.getNamingStrategy(),
    options: {
      foreignKeys: settings.createForeignKeyConstraints !== false,
      triggers: settings.ignoreTriggers !== true,
    },
  };
  const enums = Object.values(target.getNativeEnums()).map(
    ({ name, schema, items }): NativeEnum => ({ name: qualifiedName(name, schema, dialect), items }),
  );
  return {
    dialect: name,
    namespaces: target
      .getNamespaces()
      .filter((namespace) => dialect.hasSchemas && namespace !== dialect.defaultSchema)
      .sort(),
    enums: dialect.hasEnumTypes ? enums.sort(byName) : [],
    tables: target
      .getTables()
      .map((table) => readTable(table, { ...context, properties: propertiesOf(table, em) }))
      .sort(byName),
    views: target
      .getViews()
      .filter((view) => !isSkipped(view.name, settings.skipViews ?? []))
      .map((view) => readView(view, platform, dialect))
      .sort(byName),
  };
}

/** The properties of every entity kept in `table`: more than one where a hierarchy shares it. */
function propertiesOf(table: DatabaseTable, em: SqlEntityManager): EntityProperty[] {
  return [...em.getMetadata().getAll().values()]
    .filter((meta) => meta.tableName === table.name && !meta.embeddable && !meta.virtual)
    .flatMap((meta) => meta.props);
}

function isSkipped(name: string, patterns: readonly (string | RegExp)[]): boolean {
  return patterns.some((pattern) =>
    typeof pattern === 'string' ? pattern.toLowerCase() === name.toLowerCase() : pattern.test(name),
  );
}
