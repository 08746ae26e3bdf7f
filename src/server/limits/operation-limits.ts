import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Config } from '../../config.ts';
import type { Context } from '../../resolvers/context.ts';
import { schema } from '../schema.ts';
import { Costs } from './cost/cost.ts';
import { isDeeperThan } from './nesting.ts';
import { overLimit } from './refusal.ts';

/** What an operation may cost, for `extensions.cost` of its answer. */
export interface OperationCost {
  requested: number;
  limit: number;
}

/** An operation that is valid, and the variables as they were sent. */
export interface Requested {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>> | null | undefined;
}

const costs = new Costs(schema);

/** What `requested` may cost; or why it is refused, before anything is read. */
export function judge(
  requested: Requested,
  config: Config,
): { cost?: OperationCost; refusal?: GraphQLError } {
  const { document, operation, variables } = requested;
  const { VARIABLES_MAX_DEPTH: depth, QUERY_MAX_COST: limit } = config;
  if (isDeeperThan(depth, variables)) {
    const message = `The variables are nested deeper than ${depth}. Make them flatter.`;
    return { refusal: overLimit('VARIABLES_TOO_DEEP', message) };
  }
  const cost = { requested: costs.of(document, operation, variables), limit };
  if (cost.requested <= limit) {
    return { cost };
  }
  const message =
    `This may cost ${cost.requested}, and the limit is ${limit}: about the rows that would be read. ` +
    'Ask for smaller pages (first, last) or fewer levels, or in several requests.';
  return { cost, refusal: overLimit('TOO_EXPENSIVE', message, { cost }) };
}

/** Refuses operations of Apollo Server that may cost too much, and tells the cost in every answer that has data. */
export function limitOperations(config: Config): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let cost: OperationCost | undefined;
      return {
        async didResolveOperation({ document, operation, request }) {
          if (operation !== undefined) {
            const judged = judge({ document, operation, variables: request.variables }, config);
            cost = judged.cost;
            if (judged.refusal !== undefined) {
              throw judged.refusal;
            }
          }
        },
        async willSendResponse({ response: { body } }) {
          if (cost === undefined || body.kind !== 'single') {
            return;
          }
          const isRefused = cost.requested > cost.limit;
          if (isRefused || body.singleResult.data !== undefined) {
            body.singleResult.extensions = { ...body.singleResult.extensions, cost };
          }
        },
      };
    },
  };
}
