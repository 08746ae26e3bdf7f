import type { DocumentNode, GraphQLError, ValidationRule } from 'graphql';
import type { Config } from '../../config.ts';
import { type Measures, measure } from './measure.ts';
import { type LimitCode, OPERATION_LIMITS, overLimit } from './refusal.ts';

/** Each limit of the size of a query: its measure, what it is called, and what to do. */
const LIMITS: [LimitCode, keyof Measures, string, string][] = [
  ['TOO_DEEP', 'depth', 'levels of fields inside fields', 'Ask for what is deeper in another request.'],
  ['TOO_MANY_ROOT_FIELDS', 'rootFields', 'fields at its root', 'Ask for some of them in another request.'],
  ['TOO_MANY_ALIASES', 'aliases', 'aliases', 'Ask for some of them in another request.'],
  ['TOO_MANY_DIRECTIVES', 'directives', 'directives', 'Use fewer.'],
  ['TOO_MANY_FIELDS', 'fields', 'fields, those of its fragments included', 'Ask for fewer.'],
];

/** What is wrong with the size of `document`, if anything is. */
function refusalOf(document: DocumentNode, config: Config): GraphQLError | undefined {
  const length = document.loc?.source.body.length ?? 0;
  if (length > config.QUERY_MAX_LENGTH) {
    const message = `The query has ${length} characters; the limit is ${config.QUERY_MAX_LENGTH}.`;
    return overLimit('TOO_MANY_CHARACTERS', `${message} Send values as variables.`);
  }
  const measures = measure(document);
  for (const [code, of, what, remedy] of LIMITS) {
    const limit = config[OPERATION_LIMITS[code]];
    if (measures[of] > limit) {
      return overLimit(
        code,
        `The query has ${shown(measures[of])} ${what}; the limit is ${limit}. ${remedy}`,
      );
    }
  }
  return undefined;
}

function shown(number: number): string {
  return number < 1_000_000 ? `${number}` : 'millions of';
}

/**
 * Refuses a query that is too large, before it is validated.
 *
 * Why not graphql-armor: each of its rules walks the query by itself beside the others, while the costly rules of
 * GraphQL run; its walks spread a fragment as often as it is named or not at all; and its cost knows no page sizes.
 *
 * It is a rule of validation, as Apollo Server has no other place between parsing and validating that may refuse (what
 * a hook throws there is a failure of the server). The rules walk the document together: what `enter` does with the
 * document comes before any of them sees an operation, and null takes the document away, so that none ever does
 * (documentation of graphql-js, `visit`). Apollo keeps documents that passed, so each one is measured once.
 */
export function querySizeRule(config: Config): ValidationRule {
  return (context) => ({
    Document(document) {
      const refusal = refusalOf(document, config);
      if (refusal === undefined) {
        return undefined;
      }
      context.reportError(refusal);
      return null;
    },
  });
}

/** What `parse` may read. */
export function parseOptions(config: Config) {
  return { maxTokens: config.QUERY_MAX_TOKENS };
}

/** The error of `parse` that says there are too many tokens has nothing else to be known by. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;

/** The refusal that an error of `parse` stands for, where it is about a limit. */
export function tokenRefusal({ message }: { message: string }): [LimitCode, string] | undefined {
  const limit = TOO_MANY_TOKENS.exec(message)?.[1];
  return limit === undefined
    ? undefined
    : [
        'TOO_MANY_TOKENS',
        `The query has more than ${limit} words and signs. Send values as variables, or ask in several requests.`,
      ];
}
