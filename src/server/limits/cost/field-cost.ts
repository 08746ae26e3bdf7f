import {
  type DirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type ValueNode,
} from 'graphql';
import { DEFAULT_SIZE, MAX_SIZE } from '../../../resolvers/connections/page-arguments.ts';

/** A mutation without a `@cost`: it writes a row, its history and its index entries. */
const WRITE = 10;

/** What says how many objects there are. */
export interface Size {
  /** The paths of arguments that are that number, or a list that long; the largest counts. */
  paths: readonly (readonly string[])[];
  /** The number where none of them is given. */
  assumed: number;
  /** More are refused by the field itself, before it reads anything. */
  most: number;
}

/** What a field costs, as the schema says it. */
export interface FieldCost {
  /** For each object that the field is asked of. */
  weight: number;
  /** Whether it changes something, and costs its weight for each of `size` changes. */
  isWrite: boolean;
  /** How many objects are in what it returns, or in the lists inside of that; undefined where nothing says so. */
  size: Size | undefined;
  /** Whether it returns a list. One without a `size` has as many items as the page that it lies in. */
  isList: boolean;
}

/** What each field of a schema costs, and which of its lists nothing bounds. */
export class FieldCosts {
  readonly #costs = new Map<GraphQLField<unknown, unknown>, FieldCost>();
  /** The types of pages, and of what stands around each row in one: connections, edges, payloads of many changes. */
  readonly #pages = new Set<GraphQLNamedType>();
  /** Lists of which nobody knows how long they can be, though what is asked of their items costs something. */
  readonly unbounded: string[] = [];

  constructor(schema: GraphQLSchema) {
    const fields = [...fieldsOf(schema)];
    for (const { field } of fields) {
      if (sizeOf(field) !== undefined && !isList(field)) {
        this.#pages.add(getNamedType(field.type));
      }
    }
    const pages = [...this.#pages].filter(isObjectType);
    for (const inside of pages.flatMap((page) => Object.values(page.getFields())).filter(isList)) {
      const type = getNamedType(inside.type);
      if (!isRow(type)) {
        this.#pages.add(type);
      }
    }
    for (const { field, parent } of fields) {
      this.#costs.set(field, this.#costOf(field, parent, parent === schema.getMutationType()));
    }
    for (const { field, parent } of fields) {
      const isBounded = sizeOf(field) !== undefined || pages.some((page) => page === parent);
      if (isList(field) && !isBounded && this.#leadsToCost(getNamedType(field.type))) {
        this.unbounded.push(`${parent.name}.${field.name}`);
      }
    }
  }

  of(field: GraphQLField<unknown, unknown>): FieldCost | undefined {
    return this.#costs.get(field);
  }

  /** Whether something can be asked of objects of `type`, or of what they lead to, that costs something. */
  #leadsToCost(type: GraphQLNamedType, seen = new Set<GraphQLNamedType>()): boolean {
    if (isRow(type)) {
      return true;
    }
    if (seen.has(type) || !isObjectType(type)) {
      return false;
    }
    seen.add(type);
    return Object.values(type.getFields()).some((field) => {
      const { weight = 0, size } = this.#costs.get(field) ?? {};
      return weight > 0 || size !== undefined || this.#leadsToCost(getNamedType(field.type), seen);
    });
  }

  #costOf(field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType, isWrite: boolean): FieldCost {
    const size = sizeOf(field);
    const stated = directive(field, 'cost');
    const weight = stated === undefined ? 0 : numberOf(argument(stated, 'weight'));
    if (isWrite) {
      return { weight: stated === undefined ? WRITE : weight, isWrite, size, isList: isList(field) };
    }
    // The rows of a page are counted where the page is asked for.
    const row = isRow(getNamedType(field.type)) && !this.#pages.has(parent) ? 1 : 0;
    return { weight: weight + row, isWrite, size, isList: isList(field) };
  }
}

function* fieldsOf(schema: GraphQLSchema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if ((isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__')) {
      for (const field of Object.values(type.getFields())) {
        yield { field, parent: type };
      }
    }
  }
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(type));
}

/** Whether its objects are rows of the database, which are what has an id. */
function isRow(type: GraphQLNamedType): boolean {
  return isInterfaceType(type)
    ? type.name === 'Node'
    : isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

function sizeOf(field: GraphQLField<unknown, unknown>): Size | undefined {
  const stated = directive(field, 'listSize');
  if (stated !== undefined) {
    const assumed = argument(stated, 'assumedSize');
    const slicing = argument(stated, 'slicingArguments');
    const paths = slicing?.kind === Kind.LIST ? slicing.values.map(textOf) : [];
    return {
      paths: paths.map((path) => path.split('.')),
      assumed: assumed === undefined ? 0 : numberOf(assumed),
      most: Number.POSITIVE_INFINITY,
    };
  }
  return field.args.some(({ name }) => name === 'first')
    ? { paths: [['first'], ['last']], assumed: DEFAULT_SIZE, most: MAX_SIZE }
    : undefined;
}

function directive({ astNode }: GraphQLField<unknown, unknown>, called: string): DirectiveNode | undefined {
  return astNode?.directives?.find(({ name }) => name.value === called);
}

function argument(node: DirectiveNode, called: string): ValueNode | undefined {
  return node.arguments?.find(({ name }) => name.value === called)?.value;
}

function numberOf(value: ValueNode | undefined): number {
  return value?.kind === Kind.INT ? Number(value.value) : 0;
}

function textOf(value: ValueNode): string {
  return value.kind === Kind.STRING ? value.value : '';
}
