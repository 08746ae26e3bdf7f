/** What is no HTTP, or stretches it. `times` pieces are sent one after the other, `everyMs` apart. */
export interface RawRequest {
  name: string;
  head: string;
  piece?: string;
  times?: number;
  everyMs?: number;
}

const MEGABYTE = 'x'.repeat(1024 * 1024);

/**
 * Bytes for a socket. Each deserves an answer with a status of 4xx before the server hangs up.
 *
 * @param authorization The header of somebody whom the server knows, so that it goes on to read.
 */
export function rawRequests(authorization: string): RawRequest[] {
  const post = `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: ${authorization}\r\n`;
  return [
    {
      name: 'a body of 100 MB that says so',
      head: `${post}Content-Length: 104857600\r\n\r\n`,
      piece: MEGABYTE,
      times: 100,
    },
    {
      name: 'a body of 100 MB in chunks',
      head: `${post}Transfer-Encoding: chunked\r\n\r\n`,
      piece: `100000\r\n${MEGABYTE}\r\n`,
      times: 100,
    },
    {
      name: 'a body that comes a byte at a time',
      head: `${post}Content-Length: 1000\r\n\r\n`,
      piece: ' ',
      times: 1000,
      everyMs: 50,
    },
    {
      name: 'headers that come a line at a time',
      head: 'POST /graphql HTTP/1.1\r\n',
      piece: 'X-A: b\r\n',
      times: 1000,
      everyMs: 50,
    },
    {
      name: '1 MB of headers',
      head: 'GET /livez HTTP/1.1\r\n',
      piece: `X-A: ${'a'.repeat(10_000)}\r\n`,
      times: 100,
    },
    { name: 'two lengths', head: `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{"a":1}` },
    {
      name: 'a length and chunks',
      head: `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`,
    },
    { name: 'a negative length', head: `${post}Content-Length: -1\r\n\r\n` },
    { name: 'a header with a NUL', head: `${post}X-A: a\u0000b\r\nContent-Length: 2\r\n\r\n{}` },
    { name: 'no HTTP', head: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n' },
    {
      name: 'a Host that is no host',
      head: 'POST /graphql HTTP/1.1\r\nHost: [::1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    },
    {
      name: 'no Host',
      head: 'POST /graphql HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    },
  ];
}
