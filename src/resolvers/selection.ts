import { collectFields } from '@graphql-tools/utils';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
} from 'graphql';

/** A field that a query asks for, under one name in the answer. */
export interface SelectedField {
  /** The name in the answer: an alias, or the field's own. */
  key: string;
  name: string;
  /**
   * The values of its arguments.
   *
   * @throws GraphQLError for a value that does not fit, as the field itself would.
   */
  args(): Record<string, unknown>;
  /** What is asked of the objects that it returns; undefined where it returns none. */
  selection: Selection | undefined;
}

/**
 * What a query asks of objects of one type: through fragments, under any alias, and without what `@skip` and
 * `@include` leave out.
 */
export class Selection {
  readonly #info: GraphQLResolveInfo;
  readonly #type: GraphQLObjectType;
  readonly #fields = new Map<string, FieldNode[]>();
  readonly #byKey = new Map<string, readonly FieldNode[]>();
  // Several readers ask for the same.
  readonly #under = new Map<string, Selection>();
  #selected: readonly SelectedField[] | undefined;

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
        const collected = collectFields(schema, fragments, variables, found, selectionSet);
        for (const [key, alike] of collected.fields) {
          this.#add(key, alike);
        }
      }
    }
  }

  #add(key: string, nodes: readonly FieldNode[]): void {
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), ...nodes]);
    for (const node of nodes) {
      const name = node.name.value;
      this.#fields.set(name, [...(this.#fields.get(name) ?? []), node]);
    }
  }

  /** The names of the fields. */
  get names(): string[] {
    return [...this.#fields.keys()];
  }

  /** The fields as the answer has them: one that is asked for under two aliases is two. */
  fields(): readonly SelectedField[] {
    this.#selected ??= [...this.#select()];
    return this.#selected;
  }

  *#select(): Iterable<SelectedField> {
    for (const [key, nodes] of this.#byKey) {
      const [node] = nodes;
      const definition = node && this.#type.getFields()[node.name.value];
      // What has no definition is __typename.
      if (node !== undefined && definition !== undefined) {
        const type = getNamedType(definition.type);
        yield {
          key,
          name: node.name.value,
          args: () => getArgumentValues(definition, node, this.#info.variableValues),
          selection: isObjectType(type) ? new Selection(this.#info, type.name, [...nodes]) : undefined,
        };
      }
    }
  }

  has(field: string): boolean {
    return this.#fields.has(field);
  }

  /** What is asked of the objects in `field`; undefined where the field itself is not asked for. */
  under(field: string): Selection | undefined {
    const known = this.#under.get(field);
    if (known !== undefined) {
      return known;
    }
    const nodes = this.#fields.get(field);
    const definition = this.#type.getFields()[field];
    if (nodes === undefined || definition === undefined) {
      return undefined;
    }
    const below = new Selection(this.#info, getNamedType(definition.type).name, nodes);
    this.#under.set(field, below);
    return below;
  }
}
