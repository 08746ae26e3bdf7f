import { Agent, request } from 'node:http';

/** What is asked of a server. */
export interface Operation {
  query: string;
  /** The variables of the request with this number. */
  variables?(n: number): Record<string, unknown>;
}

/** Requests under way at a time, each on a connection that stays open. */
const CONNECTIONS = 8;

/** Sends the requests with the numbers from `first` on, each as soon as one before it is answered. */
export async function load(
  url: string,
  operation: Operation,
  first: number,
  requests: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = first;
  const client = async () => {
    while (next < first + requests) {
      await ask(url, operation, next++, agent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
}

/**
 * Sends one request and returns the data of its answer.
 *
 * @throws Error for an answer with errors.
 */
export async function ask(
  url: string,
  { query, variables }: Operation,
  n: number,
  agent?: Agent,
): Promise<Record<string, unknown>> {
  const answer = await post(url, JSON.stringify({ query, variables: variables?.(n) }), agent);
  const { data, errors } = JSON.parse(answer) as { data?: Record<string, unknown>; errors?: unknown };
  if (errors !== undefined || data == null) {
    throw new Error(`${url} answered ${answer.slice(0, 500)}`);
  }
  return data;
}

function post(url: string, body: string, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        answer += chunk;
      });
      response.on('end', () => resolve(answer));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
