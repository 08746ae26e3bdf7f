import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HostileRequest } from './request.ts';

/** What came back. */
export interface Answer {
  status: number;
  body: string;
}

/**
 * Sends it on a connection of its own, whatever the client libraries would say to it.
 *
 * @throws Error where the connection ended without an answer.
 */
export function send(address: string, hostile: HostileRequest): Promise<Answer> {
  const { body = '', method = 'POST', path = '/graphql', headers } = hostile;
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        agent: false,
        headers: {
          ...(method === 'GET'
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) }),
          ...headers,
        },
      },
      (response) => {
        text(response).then(
          (received) => resolve({ status: response.statusCode ?? 0, body: received }),
          reject,
        );
      },
    );
    sent.on('error', reject);
    sent.end(method === 'GET' ? undefined : bytes);
  });
}

/** The codes of the errors in `body`, and of the errors for people; none where it is not an answer of GraphQL. */
export function codesOf(body: string): string[] {
  try {
    const { errors = [], data } = JSON.parse(body) as {
      errors?: { extensions?: { code?: string } }[];
      data?: Record<string, { userErrors?: { code: string }[] } | null> | null;
    };
    const forPeople = Object.values(data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
    return [
      ...errors.map(({ extensions }) => extensions?.code ?? 'none'),
      ...forPeople.map(({ code }) => code),
    ];
  } catch {
    return [];
  }
}
