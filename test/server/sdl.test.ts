import { describe, expect, test } from '@jest/globals';
import { buildSchema, printSchema } from 'graphql';
import { openOrm } from '../../src/database/orm.ts';
import { typeDefs } from '../../src/resolvers/index.ts';
import { createDatabase } from '../support/templates.ts';
import { testServer } from './server.ts';

describe('the published SDL', () => {
  const open = async (explorer: boolean) => {
    const orm = await openOrm(await createDatabase('sqlite', 'migrated'));
    const { server } = await testServer(orm, { EXPLORER: `${explorer}` });
    const answer = await server.inject('/schema.graphql');
    await orm.close(true);
    return answer;
  };

  test('is the schema, as a text that code generators read', async () => {
    const { statusCode, headers, body } = await open(true);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(printSchema(buildSchema(body))).toBe(printSchema(buildSchema(typeDefs)));
  });

  test('is not there where introspection is not answered', async () => {
    expect((await open(false)).statusCode).toBe(404);
  });
});
