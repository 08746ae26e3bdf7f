import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type FieldCost, FieldCosts } from './field-cost.ts';
import { countOf, isLeftOut, type Variables } from './values.ts';

/** The whole schema at once is a hundred kilobytes; a type is a few. */
const INTROSPECTION: Readonly<Record<string, number>> = { __schema: 1_000, __type: 100 };

/** The cost of a part of an operation, in a page of so many objects. */
type Cost = (variables: Variables, page: number) => number;

const FREE: Cost = () => 0;

/**
 * What operations on a schema may cost at most:
 *
 * - a page as many as it may have, another object with an id 1, whatever is asked of it;
 * - a count or a search 10 (`@cost`), a change 10, each change of many;
 * - a leaf under an alias 1, as it makes an answer longer than the rows are;
 *
 * all of it times the objects that it is asked of. What is asked for twice counts twice, though it is read once.
 *
 * The cost depends on variables, so what the query says about it is kept with the query (Apollo keeps those that it has
 * seen), and a request adds up the few terms that are not zero.
 */
export class Costs {
  readonly #schema: GraphQLSchema;
  readonly #fields: FieldCosts;
  readonly #kept = new WeakMap<OperationDefinitionNode, Cost>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#fields = new FieldCosts(schema);
  }

  /** The cost of `operation` of `document`, which is valid, with the variables as they were sent. */
  of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    sent: Readonly<Record<string, unknown>> | null | undefined,
  ): number {
    let cost = this.#kept.get(operation);
    if (cost === undefined) {
      cost = this.#ofOperation(document, operation);
      this.#kept.set(operation, cost);
    }
    const variables: Variables = (name) => {
      if (sent != null && Object.hasOwn(sent, name)) {
        return { sent: sent[name] };
      }
      const { defaultValue } =
        operation.variableDefinitions?.find(({ variable }) => variable.name.value === name) ?? {};
      return defaultValue && { literal: defaultValue };
    };
    return Math.min(Number.MAX_SAFE_INTEGER, cost(variables, 1));
  }

  #ofOperation(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): Cost {
    const root = this.#schema.getRootType(operation);
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        fragments.set(definition.name.value, definition);
      }
    }
    return root ? new Reader(this.#schema, this.#fields, fragments).selections(selectionSet, root) : FREE;
  }
}

/** Reads an operation once. */
class Reader {
  readonly #schema: GraphQLSchema;
  readonly #fields: FieldCosts;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #read = new Map<string, Cost>();

  constructor(
    schema: GraphQLSchema,
    fields: FieldCosts,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {
    this.#schema = schema;
    this.#fields = fields;
    this.#fragments = fragments;
  }

  selections({ selections }: SelectionSetNode, parent: GraphQLCompositeType): Cost {
    const terms = selections.map((node) => this.#selection(node, parent)).filter((term) => term !== FREE);
    const [only] = terms;
    if (terms.length < 2) {
      return only ?? FREE;
    }
    return (variables, page) => terms.reduce((sum, term) => sum + term(variables, page), 0);
  }

  #selection(node: SelectionNode, parent: GraphQLCompositeType): Cost {
    const cost = this.#always(node, parent);
    return cost === FREE || !node.directives?.length
      ? cost
      : (variables, page) => (isLeftOut(node, variables) ? 0 : cost(variables, page));
  }

  #always(node: SelectionNode, parent: GraphQLCompositeType): Cost {
    switch (node.kind) {
      case Kind.FIELD:
        return this.#field(node, parent);
      case Kind.INLINE_FRAGMENT:
        return this.selections(node.selectionSet, this.#type(node.typeCondition?.name.value) ?? parent);
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(node.name.value);
    }
  }

  #fragment(name: string): Cost {
    const known = this.#read.get(name);
    const fragment = this.#fragments.get(name);
    if (known !== undefined || fragment === undefined) {
      return known ?? FREE;
    }
    this.#read.set(name, FREE);
    const type = this.#type(fragment.typeCondition.name.value);
    const cost = type === undefined ? FREE : this.selections(fragment.selectionSet, type);
    this.#read.set(name, cost);
    return cost;
  }

  #type(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }

  #field(node: FieldNode, parent: GraphQLCompositeType): Cost {
    const name = node.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const cost = definition && this.#fields.of(definition);
    if (definition === undefined || cost === undefined) {
      const weight = INTROSPECTION[name] ?? (node.alias === undefined ? 0 : 1);
      return weight === 0 ? FREE : () => weight;
    }
    const type = getNamedType(definition.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) {
      const weight = cost.weight + (node.alias === undefined ? 0 : 1);
      return weight === 0 ? FREE : () => weight;
    }
    return ofObjects(node, cost, this.selections(node.selectionSet, type));
  }
}

/** The cost of a field that returns objects, of each of which something is asked that costs `inside`. */
function ofObjects(node: FieldNode, { weight, isWrite, size, isList }: FieldCost, inside: Cost): Cost {
  if (isList) {
    return (variables, page) => {
      const items = size === undefined ? page : countOf(node, size, variables);
      return items * (weight + inside(variables, 1));
    };
  }
  if (size === undefined) {
    return weight === 0 && inside === FREE ? FREE : (variables) => weight + inside(variables, 1);
  }
  return (variables) => {
    const items = countOf(node, size, variables);
    const own = isWrite ? Math.max(1, items) * weight : weight + items;
    return own + inside(variables, items);
  };
}
