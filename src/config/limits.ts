import { wholeNumber } from './variable.ts';

/** What one request may take of the server. Each limit is far above what a web page asks for. */
export const limitVariables = {
  /** Characters of a query: a name as long as a body takes long to be compared with those that exist. */
  QUERY_MAX_LENGTH: wholeNumber(1, 100_000_000).prefault('50000'),
  /** Words and signs of a query, counted while it is read: nothing longer is even parsed. */
  QUERY_MAX_TOKENS: wholeNumber(1, 1_000_000).prefault('2000'),
  /** Fields inside fields; the introspection that tools send has 15. */
  QUERY_MAX_DEPTH: wholeNumber(1, 1_000).prefault('16'),
  /** Fields of an operation, each counted wherever its fragment is spread. Validation compares them with each other. */
  QUERY_MAX_FIELDS: wholeNumber(1, 1_000_000).prefault('500'),
  /** Fields that are asked for under another name. */
  QUERY_MAX_ALIASES: wholeNumber(0, 1_000_000).prefault('50'),
  /** Fields of Query, Mutation or Subscription that one operation asks for. */
  QUERY_MAX_ROOT_FIELDS: wholeNumber(1, 1_000_000).prefault('20'),
  /** `@include`, `@skip` and other directives of an operation. */
  QUERY_MAX_DIRECTIVES: wholeNumber(0, 1_000_000).prefault('50'),
  /** What an operation may cost: about the rows that it may read (see src/server/limits/cost). */
  QUERY_MAX_COST: wholeNumber(1, 1_000_000_000).prefault('25000'),
  /** Lists and objects inside each other in `variables`. */
  VARIABLES_MAX_DEPTH: wholeNumber(1, 1_000).prefault('32'),
  /** Errors that one answer tells of. */
  MAX_ERRORS: wholeNumber(1, 1_000).prefault('50'),
};
