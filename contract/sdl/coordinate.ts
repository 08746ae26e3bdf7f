import {
  type ASTNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getLocation,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type NameNode,
} from 'graphql';

/** Something of a schema that has a name: a type, a field, an argument, an input field, an enum value, a directive. */
export interface Member {
  deprecationReason?: string | null | undefined;
  astNode?: (ASTNode & { name?: NameNode }) | null | undefined;
}

/**
 * What `path` leads to, and through: `Query.todos.first` is a type, a field and an argument, `@length.max` a directive
 * and an argument. Ends early where the schema has no such thing.
 */
export function membersAlong(schema: GraphQLSchema, path: string): Member[] {
  const [first = '', second, third] = path.split('.').filter((part, index) => index === 0 || part[0] !== '@');
  if (first.startsWith('@')) {
    const directive = schema.getDirective(first.slice(1));
    return chain(
      directive,
      directive?.args.find(({ name }) => name === second),
    );
  }
  const type = schema.getType(first);
  const member = second === undefined ? undefined : memberOf(type, second);
  return chain(
    type,
    member,
    member?.args?.find(({ name }) => name === third),
  );
}

function memberOf(type: GraphQLNamedType | undefined, name: string) {
  if (isEnumType(type)) {
    return type.getValue(name) as Member & { args?: undefined };
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return type.getFields()[name];
  }
  return isInputObjectType(type) ? (type.getFields()[name] as Member & { args?: undefined }) : undefined;
}

/** The members up to the first that is missing. */
function chain(...members: readonly (Member | null | undefined)[]): Member[] {
  const end = members.findIndex((member) => member == null);
  return members.slice(0, end === -1 ? members.length : end) as Member[];
}

/**
 * `path` as a schema coordinate (https://spec.graphql.org/draft/#sec-Schema-Coordinates):
 * `Query.todos.first` is `Query.todos(first:)`.
 */
export function coordinateOf(path: string): string {
  const [first = '', second, third] = path.split('.').filter((part, index) => index === 0 || part[0] !== '@');
  if (first.startsWith('@')) {
    return second === undefined ? first : `${first}(${second}:)`;
  }
  return `${[first, second].filter(Boolean).join('.')}${third === undefined ? '' : `(${third}:)`}`;
}

/** Where the last of `members` stands that stands anywhere: its `file:line`. */
export function placeOf(members: readonly Member[]): string[] {
  const node = members.findLast(({ astNode }) => astNode?.loc !== undefined)?.astNode;
  return node == null ? [] : [placeOfNode(node)];
}

/** The `file:line` of `node`, or of its name, where it has one: a node begins with its description. */
export function placeOfNode(node: ASTNode & { name?: NameNode | undefined }): string {
  const location = node.name?.loc ?? node.loc;
  if (location === undefined) {
    return '';
  }
  return `${location.source.name}:${getLocation(location.source, location.start).line}`;
}
