import type { DialectModel } from './dialect-model.ts';

/** `schema.name`, without the default schema. */
export function qualifiedName(
  name: string,
  schema: string | null | undefined,
  dialect: DialectModel,
): string {
  if (!dialect.hasSchemas) {
    return name.slice(name.lastIndexOf('.') + 1);
  }
  const [first, second] = name.split('.');
  if (second !== undefined) {
    return first === dialect.defaultSchema ? second : name;
  }
  return schema && schema !== dialect.defaultSchema ? `${schema}.${name}` : name;
}
