import { collectFields } from '@graphql-tools/utils';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
} from 'graphql';

/**
 * What a query asks of objects of one type: through fragments, under any alias, and without what `@skip` and
 * `@include` leave out.
 */
export class Selection {
  readonly #info: GraphQLResolveInfo;
  readonly #type: GraphQLObjectType;
  readonly #fields = new Map<string, FieldNode[]>();

  /** What is asked of the objects that the field of `info` returns; where it returns an interface, of those of `type`. */
  static of(info: GraphQLResolveInfo, type: string = getNamedType(info.returnType).name): Selection {
    return new Selection(info, type, [...info.fieldNodes]);
  }

  private constructor(info: GraphQLResolveInfo, type: string, nodes: FieldNode[]) {
    const found = info.schema.getType(type);
    if (!isObjectType(found)) {
      throw new TypeError(`${type} is no object type: say of which one the selection is meant.`);
    }
    this.#info = info;
    this.#type = found;
    const { schema, fragments } = info;
    const variables = { coerced: info.variableValues, sources: {} };
    for (const { selectionSet } of nodes) {
      if (selectionSet !== undefined) {
        for (const alike of collectFields(
          schema,
          fragments,
          variables,
          found,
          selectionSet,
        ).fields.values()) {
          this.#add(alike);
        }
      }
    }
  }

  #add(nodes: readonly FieldNode[]): void {
    for (const node of nodes) {
      const name = node.name.value;
      this.#fields.set(name, [...(this.#fields.get(name) ?? []), node]);
    }
  }

  /** The names of the fields. */
  get names(): string[] {
    return [...this.#fields.keys()];
  }

  has(field: string): boolean {
    return this.#fields.has(field);
  }

  /** What is asked of the objects in `field`; undefined where the field itself is not asked for. */
  under(field: string): Selection | undefined {
    const nodes = this.#fields.get(field);
    const definition = this.#type.getFields()[field];
    return nodes && definition && new Selection(this.#info, getNamedType(definition.type).name, nodes);
  }
}
