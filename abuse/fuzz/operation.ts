import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  parseType,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Known } from './known.ts';
import { namedType, nameNode, selectionSet, toLiteral } from './nodes.ts';
import type { Random } from './random.ts';
import { inside, Values } from './value.ts';

/** What a client sends. */
export interface GeneratedRequest {
  query: string;
  variables: Record<string, unknown>;
}

const DEEPEST = 6;

/** An operation over everything that `schema` has, with arguments that are mostly right. */
export function randomRequest(schema: GraphQLSchema, random: Random, known: Known): GeneratedRequest {
  return new OperationMaker(schema, random, known).make();
}

class OperationMaker {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #values: Values;
  /** How many things of a hundred are wrong. */
  readonly #wrong: number;
  readonly #variables: Record<string, unknown> = {};
  readonly #definitions: VariableDefinitionNode[] = [];
  readonly #fragments: FragmentDefinitionNode[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, random: Random, known: Known) {
    this.#schema = schema;
    this.#random = random;
    // Most operations reach the database; the others find out who notices.
    this.#wrong = random.chance(75) ? 0 : 2;
    this.#values = new Values(random, known, this.#wrong);
  }

  make(): GeneratedRequest {
    const operation = this.#random.pick([
      OperationTypeNode.QUERY,
      OperationTypeNode.QUERY,
      OperationTypeNode.MUTATION,
      OperationTypeNode.MUTATION,
      ...(this.#random.chance(2) ? [OperationTypeNode.SUBSCRIPTION] : []),
    ]);
    const root = this.#schema.getRootType(operation);
    if (!root) {
      throw new Error(`The schema has no ${operation}.`);
    }
    const selectionSet = this.#selectionSet(root, 0);
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation,
          name: nameNode(this.#next('Operation')),
          variableDefinitions: this.#definitions,
          selectionSet,
        },
        ...this.#fragments,
      ],
    };
    return { query: this.#damaged(print(document)), variables: this.#variables };
  }

  #next(prefix: string): string {
    this.#names++;
    return `${prefix}${this.#names}`;
  }

  #selectionSet(type: GraphQLCompositeType, depth: number): SelectionSetNode {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    // The deeper, the fewer: else every operation would grow too large to be answered.
    const affordable = fields.filter(
      (field) =>
        !isCompositeType(getNamedType(field.type)) ||
        (depth < DEEPEST && this.#random.chance(depth === 0 ? 100 : 60)),
    );
    const selections: SelectionNode[] = [];
    const count = 1 + this.#random.below(depth === 0 ? 2 : 4);
    for (let i = 0; i < count && affordable.length > 0; i++) {
      const field = affordable[this.#random.below(affordable.length)];
      if (field !== undefined) {
        selections.push(this.#field(field, depth));
      }
    }
    const narrower = possible[this.#random.below(possible.length + 1)];
    if (narrower !== undefined && depth < DEEPEST) {
      selections.push(this.#inlineFragment(narrower, depth));
    }
    if (selections.length === 0) {
      selections.push({ kind: Kind.FIELD, name: nameNode('__typename') });
    }
    return this.#random.chance(6) ? this.#throughFragment(type, selections) : selectionSet(selections);
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): SelectionNode {
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: namedType(type),
      directives: this.#directives(),
      selectionSet: this.#selectionSet(type, depth + 1),
    };
  }

  #throughFragment(type: GraphQLCompositeType, selections: SelectionNode[]): SelectionSetNode {
    const fragment = nameNode(this.#next('Fragment'));
    this.#fragments.push({
      kind: Kind.FRAGMENT_DEFINITION,
      name: fragment,
      typeCondition: namedType(type),
      selectionSet: selectionSet(selections),
    });
    return selectionSet([{ kind: Kind.FRAGMENT_SPREAD, name: fragment, directives: this.#directives() }]);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): SelectionNode {
    const type = getNamedType(field.type);
    return {
      kind: Kind.FIELD,
      // Two of one name with other arguments would be refused together.
      alias: nameNode(this.#next('f')),
      name: nameNode(field.name),
      arguments: this.#arguments(field),
      directives: this.#directives(),
      selectionSet: isCompositeType(type) ? this.#selectionSet(type, depth + 1) : undefined,
    };
  }

  #arguments({ name, args }: GraphQLField<unknown, unknown>): ArgumentNode[] {
    const other = this.#random.chance(50) ? /^(first|after)$/ : /^(last|before)$/;
    return args
      .filter((argument) => isNonNullType(argument.type) || this.#random.chance(50))
      .filter((argument) => !other.test(argument.name) || this.#random.chance(this.#wrong))
      .map((argument) => this.#argument(argument, inside(name, undefined, 0).about));
  }

  #argument(argument: GraphQLArgument, about: string | undefined): ArgumentNode {
    const json = this.#values.of(argument.type, inside(argument.name, about, 0));
    const literal = this.#random.chance(50) ? toLiteral(json, argument.type) : undefined;
    const value = literal ?? this.#variable(argument.type, json);
    return { kind: Kind.ARGUMENT, name: nameNode(argument.name), value };
  }

  #variable(type: GraphQLInputType, json: unknown): ValueNode {
    const variable = this.#next('v');
    if (!this.#random.chance(this.#wrong)) {
      this.#variables[variable] = json;
    }
    const reference = { kind: Kind.VARIABLE, name: nameNode(variable) } as const;
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: reference,
      type: parseType(String(type)),
    });
    return reference;
  }

  #directives(): DirectiveNode[] {
    if (!this.#random.chance(5)) {
      return [];
    }
    const value = { kind: Kind.BOOLEAN, value: this.#random.chance(50) } as const;
    return [
      {
        kind: Kind.DIRECTIVE,
        name: nameNode(this.#random.chance(this.#wrong) ? 'unknown' : this.#random.pick(['skip', 'include'])),
        arguments: [{ kind: Kind.ARGUMENT, name: nameNode('if'), value }],
      },
    ];
  }

  /** Sometimes without a character, or with one more. */
  #damaged(text: string): string {
    if (!this.#random.chance(this.#wrong)) {
      return text;
    }
    const at = this.#random.below(text.length);
    return `${text.slice(0, at)}${this.#random.pick(['', '{', '}', '"', '\u0000', '$', '...', '\\'])}${text.slice(at + 1)}`;
  }
}
