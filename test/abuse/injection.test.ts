import { beforeAll, expect, test } from '@jest/globals';
import { injections } from '../../abuse/hostile/injection.ts';
import { codesOf } from '../../abuse/hostile/send.ts';
import { schema } from '../../src/server/schema.ts';
import { type TestServer, testServer } from '../server/server.ts';
import { describeDatabases } from '../support/databases.ts';

/** What ends a text of SQL, what search and patterns read as operators, and what each database takes for no text at all. */
const TEXTS = ["'; drop table todos; --", '%_" OR * NOT ( AND \\', 'a\u0000b', '\ud800'];

describeDatabases('A text of SQL in every argument that takes a text', (database) => {
  let api: TestServer;
  let tables: () => Promise<unknown>;

  beforeAll(async () => {
    const orm = await database.open();
    api = await testServer(orm, { RATE_LIMIT_PER_USER: '1000000', RATE_LIMIT_PER_ADDRESS: '1000000' });
    const catalog = {
      sqlite: 'select name from sqlite_master order by name',
      postgresql:
        'select relname as name from pg_class where relnamespace = current_schema()::regnamespace order by relname',
    };
    tables = () => orm.em.execute(catalog[database.dialect]);
  });

  test('is a text, or refused with a code; nothing but the todo, list or tag that it names comes of it', async () => {
    const before = await tables();
    const requests = injections(schema, TEXTS);
    expect(requests.length).toBeGreaterThan(300);
    const faults: string[] = [];
    for (const { name, body } of requests) {
      const { body: answer } = await api.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      });
      if (codesOf(answer).some((code) => code === 'INTERNAL_SERVER_ERROR' || code === 'none')) {
        faults.push(`${name}: ${answer}`);
      }
    }
    expect(faults).toEqual([]);
    expect(api.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    expect(await tables()).toEqual(before);
  });
});
