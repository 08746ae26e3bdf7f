import {
  astFromValue,
  type GraphQLCompositeType,
  type GraphQLInputType,
  Kind,
  type NameNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** `value` as a name in a document. */
export function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

/** The condition of a fragment. */
export function namedType(type: GraphQLCompositeType) {
  return { kind: Kind.NAMED_TYPE, name: nameNode(type.name) } as const;
}

/** What stands between braces. */
export function selectionSet(selections: SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

/** `json` as it is written in a document, or nothing where it cannot be. */
export function toLiteral(json: unknown, type: GraphQLInputType): ValueNode | undefined {
  try {
    return astFromValue(json, type) ?? undefined;
  } catch {
    return undefined;
  }
}
