import {
  type ASTNode,
  type DefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  NoUnusedFragmentsRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { Finding } from '../findings.ts';
import { placeOfNode } from '../sdl/coordinate.ts';
import type { Comparison } from './compare.ts';

/** A fragment that no operation uses breaks nobody. */
const RULES = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/**
 * Whether the operations of one client still run against `sdl`. What it uses that is deprecated is a note.
 *
 * @param definitions All operations and fragments of the client: a fragment may stand in another file.
 */
export function validateOperations(sdl: GraphQLSchema, definitions: readonly DefinitionNode[]): Comparison {
  const document = { kind: Kind.DOCUMENT, definitions } as const;
  const about = (error: GraphQLError): Finding => {
    const node = error.nodes?.[0];
    return {
      rule: 'operation',
      subject: nameOf(node, definitions),
      places: node === undefined ? [] : [placeOfNode(node)],
      problem: error.message,
      remedy: '',
    };
  };
  return {
    findings: validate(sdl, document, RULES).map((error) => ({
      ...about(error),
      remedy: 'Clients that are in use send this: mend schema/, or remove the operation once none does.',
    })),
    notes: validate(sdl, document, [NoDeprecatedCustomRule]).map(about),
  };
}

/** The operation or fragment that `node` is in: `query ListTodos`, `fragment TodoParts`. */
function nameOf(node: ASTNode | undefined, definitions: readonly DefinitionNode[]): string {
  const { loc } = node ?? {};
  const definition = definitions.find(
    (candidate) =>
      candidate.loc?.source === loc?.source &&
      (candidate.loc?.start ?? 0) <= (loc?.start ?? -1) &&
      (candidate.loc?.end ?? 0) >= (loc?.end ?? 0),
  );
  if (definition?.kind === Kind.OPERATION_DEFINITION) {
    return `${definition.operation} ${definition.name?.value ?? '(without a name)'}`;
  }
  return definition?.kind === Kind.FRAGMENT_DEFINITION ? `fragment ${definition.name.value}` : 'operation';
}
