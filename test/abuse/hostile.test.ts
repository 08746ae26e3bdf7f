import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BODIES } from '../../abuse/hostile/bodies.ts';
import { BOMBS } from '../../abuse/hostile/bombs.ts';
import { rawRequests } from '../../abuse/hostile/raw.ts';
import type { HostileRequest } from '../../abuse/hostile/request.ts';
import { type Answer, codesOf, send } from '../../abuse/hostile/send.ts';
import { openSocket, sendOverSocket } from '../../abuse/hostile/send-over-socket.ts';
import { sendRaw } from '../../abuse/hostile/send-raw.ts';
import { forgedTokens, tokenOf } from '../../abuse/hostile/tokens.ts';
import { VALUES } from '../../abuse/hostile/values.ts';
import { type AbusedServer, startServer } from '../../abuse/server.ts';
import { describeDatabases } from '../support/databases.ts';
import { PATIENT } from '../support/patience.ts';

const SECRET = 'a secret of thirty-two bytes, or more';
const authorization = `Bearer ${tokenOf(SECRET)}`;

/** What a request may cost the server, in milliseconds of processor time: of all its threads, its compiler's too. */
const CPU_MS = 200;
/** How often it is sent, before it counts as dear: what runs for the first time is compiled, and memory is cleared at any time. */
const ATTEMPTS = 3;

const NORMAL: HostileRequest = {
  name: 'an ordinary request',
  body: { query: '{ todos(first: 2) { nodes { id title } totalCount } }' },
  headers: { authorization },
};

describeDatabases('A server that strangers write to', (database) => {
  let server: AbusedServer;

  beforeAll(async () => {
    server = await startServer(await database.create(), {
      AUTH_SECRET: SECRET,
      // Only what is asked counts here, not how often.
      RATE_LIMIT_PER_USER: '1000000',
      RATE_LIMIT_PER_ADDRESS: '1000000',
      ...PATIENT,
      // What comes a byte at a time is to be refused soon.
      RECEIVE_TIMEOUT_MS: '1000',
    });
    for (let n = 0; n < 20; n++) {
      await send(server.address, NORMAL);
    }
  });
  afterAll(() => server.stop());

  /** An ordinary request; again where a busy machine took so long to hand it over that it was refused for that. */
  async function askNormally(): Promise<Answer> {
    for (;;) {
      const answer = await send(server.address, NORMAL);
      if (answer.status !== 408) {
        return answer;
      }
    }
  }

  /** What `ask` gets, as cheaply as one of a few attempts was answered. */
  async function measured(ask: () => Promise<Answer>): Promise<Answer & { cpuMs: number }> {
    let cheapest: (Answer & { cpuMs: number }) | undefined;
    for (let attempt = 0; attempt < ATTEMPTS && (cheapest?.cpuMs ?? CPU_MS) >= CPU_MS; attempt++) {
      const began = await server.cpuMs();
      const [answer, normal] = await Promise.all([ask(), askNormally()]);
      const cpuMs = (await server.cpuMs()) - began;
      expect(normal).toMatchObject({ status: 200, body: expect.stringContaining('"totalCount":0') });
      cheapest = cpuMs < (cheapest?.cpuMs ?? Number.POSITIVE_INFINITY) ? { ...answer, cpuMs } : cheapest;
    }
    if (cheapest === undefined) {
      throw new Error('It was never sent.');
    }
    return cheapest;
  }

  function expectRefusal({ status, body, cpuMs }: Answer & { cpuMs: number }): void {
    const codes = codesOf(body);
    // 200 is the answer of GraphQL itself, with errors.
    expect(status === 200 || (status >= 400 && status < 500)).toBe(true);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    expect(codes).not.toContain('none');
    expect(cpuMs).toBeLessThan(CPU_MS);
  }

  describe.each([
    ['documents', BOMBS],
    ['bodies', BODIES],
    ['values', VALUES],
  ])('%s', (_kind, requests) => {
    test.each(requests.map((request) => [request.name, request] as const))(
      'refuses %s with a code, cheaply, while it serves others',
      async (_name, request) => {
        const headers = { authorization, ...request.headers };
        expectRefusal(await measured(() => send(server.address, { ...request, headers })));
      },
    );
  });

  test.each(BOMBS.map((request) => [request.name, request] as const))(
    'refuses %s over a socket, too',
    async (_name, request) => {
      const socket = openSocket(server.address, authorization);
      try {
        expectRefusal(await measured(() => sendOverSocket(socket, request)));
      } finally {
        await socket.dispose();
      }
    },
  );

  test.each(forgedTokens(SECRET).map((request) => [request.name, request] as const))(
    'refuses %s as UNAUTHENTICATED',
    async (_name, request) => {
      const answer = await measured(() => send(server.address, request));
      expectRefusal(answer);
      expect(answer.status).toBe(401);
      expect(codesOf(answer.body)).toEqual(['UNAUTHENTICATED']);
    },
  );

  test.each(rawRequests(authorization).map((request) => [request.name, request] as const))(
    'refuses %s with a code, cheaply, while it serves others',
    async (_name, request) => {
      expectRefusal(await measured(() => sendRaw(server.address, request)));
    },
  );
});
