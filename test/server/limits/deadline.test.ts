import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Orm } from '../../../src/database/orm.ts';
import { describeDatabases } from '../../support/databases.ts';
import { type TestServer, testServer } from '../server.ts';
import { connect, listening } from '../subscriptions/sockets.ts';

const LATE = /^(This|The database) took (longer than 400 ms|too long), and was/;
const variables = { REQUEST_TIMEOUT_MS: '400' };

describeDatabases('a request that the database does not answer', (database) => {
  let orm: Orm;
  let api: TestServer;
  let release: () => Promise<void> = async () => {};

  beforeAll(async () => {
    orm = await database.open();
    api = await testServer(orm, variables);
  });
  afterEach(() => release());

  /** Holds what every statement on todos waits for: their table, or the one connection of SQLite. */
  async function hold(): Promise<void> {
    const held = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const holding = orm.em.fork().transactional(async (em) => {
      if (database.dialect === 'postgresql') {
        await em.execute('lock table todos in access exclusive mode');
      }
      held.resolve();
      await released.promise;
    });
    release = async () => {
      released.resolve();
      await holding;
    };
    await held.promise;
  }

  test('is answered in time all the same, with DEADLINE_EXCEEDED', async () => {
    await hold();
    const answer = await api.ask('{ todos { nodes { title } } }');
    expect(answer).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'DEADLINE_EXCEEDED', requestId: answer.headers['x-request-id'] } }],
    });
    expect(answer.errors?.[0]?.message).toMatch(LATE);
  });

  test('and would have written leaves nothing behind', async () => {
    await hold();
    const answer = await api.ask('mutation { createTodo(input: { title: "Late" }) { todo { id } } }');
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    await release();
    const patient = await testServer(orm);
    const { data } = await patient.ask('{ todos(filter: { title: { eq: "Late" } }) { totalCount } }');
    expect(data).toEqual({ todos: { totalCount: 0 } });
    expect(api.log.filter(({ msg }) => msg === 'Unexpected error')).toEqual([]);
  });

  test('through a socket gets the same code', async () => {
    const { address } = await listening(orm, { variables });
    const { run } = connect(address);
    await hold();
    expect((await run('{ todos { nodes { title } } }').next()).value).toMatchObject({
      errors: [{ message: expect.stringMatching(LATE), extensions: { code: 'DEADLINE_EXCEEDED' } }],
    });
  });
});
