import type { DocumentNode } from 'graphql';

/**
 * An operation that knows the types of its variables and of its data: what Apollo Client, urql, graphql-request and
 * others mean by a `TypedDocumentNode`, so that they infer both.
 */
export interface TypedDocumentNode<Data, Variables> extends DocumentNode {
  /** Never there: carries the types. */
  __apiType?: (variables: Variables) => Data;
}
