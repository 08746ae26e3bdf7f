import { parseTrustedProxies } from './trusted-proxies.ts';
import { variable, wholeNumber } from './variable.ts';

/** The origins of a list, as browsers send them; the default port of a scheme is never said. */
function parseOrigins(text: string): readonly string[] | undefined {
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.every((origin) => /^https?:/.test(origin) && URL.parse(origin)?.origin === origin)
    ? origins
    : undefined;
}

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
  /** Bytes of a body. */
  BODY_MAX_BYTES: wholeNumber(1, 100_000_000).prefault('1048576'),
  /** Bytes of the first line and the headers of a request. */
  HEADERS_MAX_BYTES: wholeNumber(1_024, 1_000_000).prefault('16384'),
  /** How long a request may take to arrive, its body too. */
  RECEIVE_TIMEOUT_MS: wholeNumber(1, 600_000).prefault('15000'),
  /** How long the server may take to answer, and for each event of a subscription; then its statements are cancelled. */
  REQUEST_TIMEOUT_MS: wholeNumber(1, 600_000).prefault('10000'),
  /** The origins whose pages may read answers and open sockets; no other than that of the API where there are none. */
  CORS_ORIGINS: variable(
    'a list of origins, as https://todo.example.com,https://other.example.com',
    parseOrigins,
  ).optional(),
  /** Requests and operations through sockets of one user in a minute, at each process. */
  RATE_LIMIT_PER_USER: wholeNumber(1, 1_000_000_000).prefault('1200'),
  /** The same, and new sockets, of one address; of one network of IPv6 (/64). A refused token counts as ten. */
  RATE_LIMIT_PER_ADDRESS: wholeNumber(1, 1_000_000_000).prefault('6000'),
  /** The proxies that say in `X-Forwarded-For` whose request it is: how many there are, or their addresses and networks. */
  TRUST_PROXY: variable(
    'a number of proxies, or a list as 10.0.0.0/8,fd00::/8',
    parseTrustedProxies,
  ).optional(),
  /** Connections of this process, HTTP and sockets together: room for SOCKETS_MAX, and for who asks over HTTP. */
  CONNECTIONS_MAX: wholeNumber(1, 1_000_000).prefault('12000'),
  /** Connections of one address, or of one network of IPv6 (/64); a proxy that TRUST_PROXY trusts may have them all. */
  CONNECTIONS_MAX_PER_ADDRESS: wholeNumber(1, 1_000_000).prefault('2000'),
  /** How long a connection stays open for another request: longer than a load balancer keeps it, else it meets a closed one. */
  KEEP_ALIVE_TIMEOUT_MS: wholeNumber(1, 3_600_000).prefault('72000'),
  /** Sockets of this process. */
  SOCKETS_MAX: wholeNumber(0, 1_000_000).prefault('10000'),
  /** Sockets of one user at this process. */
  SOCKETS_MAX_PER_USER: wholeNumber(1, 1_000_000).prefault('20'),
  /** Sockets of one address at this process; of one network of IPv6 (/64). */
  SOCKETS_MAX_PER_ADDRESS: wholeNumber(1, 1_000_000).prefault('1000'),
  /** Operations at a time on one socket, subscriptions and others. */
  SOCKET_MAX_OPERATIONS: wholeNumber(1, 10_000).prefault('100'),
  /** Bytes of a message from a client. */
  SOCKET_MAX_MESSAGE_BYTES: wholeNumber(1, 100_000_000).prefault('102400'),
};
