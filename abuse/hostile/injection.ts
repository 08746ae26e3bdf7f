import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type HostileRequest, query } from './request.ts';

/** A way from an argument down to one text in it. */
type Path = readonly string[];

/** How deep a text lies inside of an argument, at most. */
const DEEPEST = 4;

/**
 * Requests that put each of `texts` where a client can put any: at every argument and input field of every operation of
 * `schema` that takes a text, an id, a date or another scalar that is written as text.
 */
export function injections(schema: GraphQLSchema, texts: readonly string[]): HostileRequest[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((argument) =>
        pathsOf(argument.type, []).flatMap((path) =>
          texts.map((text) =>
            injected(root?.name === 'Mutation' ? 'mutation' : 'query', field, argument, path, text),
          ),
        ),
      ),
    ),
  );
}

/** Every way to a text in a value of `type`. */
function pathsOf(type: GraphQLInputType, above: Path): Path[] {
  const named = getNamedType(type);
  if (isLeafType(named)) {
    return isEnumType(named) || ['Int', 'Boolean'].includes(named.name) ? [] : [above];
  }
  return above.length >= DEEPEST || !isInputObjectType(named)
    ? []
    : Object.values(named.getFields())
        // Filters inside of a filter are the same again.
        .filter((field) => getNamedType(field.type) !== named)
        .flatMap((field) => pathsOf(field.type, [...above, field.name]));
}

function injected(
  operation: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  path: Path,
  text: string,
): HostileRequest {
  const given = field.args.filter((other) => other === argument || isNonNullType(other.type));
  const declared = given.map(({ name, type }) => `$${name}: ${type}`);
  const passed = given.map(({ name }) => `${name}: $${name}`);
  const variables = Object.fromEntries(
    given.map((other) => [
      other.name,
      exampleOf(other.type, other === argument ? path : [], text, other === argument),
    ]),
  );
  return query(
    `${field.name}(${[argument.name, ...path].join('.')}: ${JSON.stringify(text.slice(0, 30))})`,
    `${operation} (${declared}) { ${field.name}(${passed}) { __typename } }`,
    variables,
  );
}

/** A value of `type` with what it needs, and `text` at the end of `path`. */
function exampleOf(type: GraphQLInputType, path: Path, text: string, isOnPath: boolean): unknown {
  if (isNonNullType(type)) {
    return exampleOf(type.ofType, path, text, isOnPath);
  }
  if (isListType(type)) {
    return [exampleOf(type.ofType, path, text, isOnPath)];
  }
  if (!isInputObjectType(type)) {
    return isOnPath ? text : isEnumType(type) ? type.getValues()[0]?.name : type.name === 'Int' ? 1 : 'x';
  }
  const [next, ...rest] = path;
  return Object.fromEntries(
    Object.values(type.getFields())
      .filter((field) => field.name === next || isNonNullType(field.type))
      .map((field) => [
        field.name,
        exampleOf(field.type, field.name === next ? rest : [], text, isOnPath && field.name === next),
      ]),
  );
}
