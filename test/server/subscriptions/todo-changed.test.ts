import { beforeAll, expect, test } from '@jest/globals';
import type { Orm } from '../../../src/database/orm.ts';
import { toGlobalId } from '../../../src/resolvers/nodes/global-id.ts';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { connect, listening, post, type Results, type SocketServer } from './sockets.ts';

const FIELDS = 'id title description isDone dueDate priority createdAt updatedAt';
const CHANGES = `subscription ($id: ID) { todoChanged(id: $id) { kind todo { ${FIELDS} } } }`;

describeDatabases('todoChanged', (database) => {
  let orm: Orm;
  let api: SocketServer;

  beforeAll(async () => {
    orm = await database.open();
    api = await listening(orm);
  });

  /** Subscribes, and returns once every change from now on is certain to come. */
  const subscribe = async (
    server: SocketServer,
    variables?: Record<string, unknown>,
    query = CHANGES,
  ): Promise<Results> => {
    const before = server.events.hub.subscribers;
    const results = connect(server.address).run(query, variables);
    // Asked for at once: a client subscribes when it is first asked.
    const first = results.next();
    await until(() => server.events.hub.subscribers > before);
    return (async function* () {
      yield (await first).value;
      yield* results;
    })();
  };
  const next = async (results: Results) => (await results.next()).value.data?.todoChanged;
  const mutate = async (field: string, input: object) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { todo { ${FIELDS} } } }`;
    return (await post(api.address, query, { input }))[field].todo;
  };
  const create = (input: object) => mutate('createTodo', input);
  const update = (input: object) => mutate('updateTodo', input);
  const remove = (id: string) =>
    post(api.address, `mutation { deleteTodo(input: { id: "${id}" }) { userErrors { code } } }`);

  test('tells what happens to all todos, in order, with the state after each change', async () => {
    const changes = await subscribe(api);
    const created = await create({ title: 'Milk', dueDate: '2026-12-01', priority: 'HIGH' });
    const { id } = created;
    const updated = await update({ id, title: 'Oat milk' });
    const completed = await update({ id, isDone: true });
    const reopened = await update({ id, isDone: false });
    await remove(id);
    const found = [];
    while (found.length < 5) {
      found.push(await next(changes));
    }
    expect(found).toEqual([
      { kind: 'CREATED', todo: created },
      { kind: 'UPDATED', todo: updated },
      { kind: 'COMPLETED', todo: completed },
      { kind: 'REOPENED', todo: reopened },
      { kind: 'DELETED', todo: { ...reopened, updatedAt: expect.any(String) } },
    ]);
  });

  test('by id, tells of that todo only', async () => {
    const [one, other] = [await create({ title: 'one' }), await create({ title: 'other' })];
    const changes = await subscribe(api, { id: one.id });
    await update({ id: other.id, title: 'x' });
    await update({ id: one.id, title: 'y' });
    expect(await next(changes)).toMatchObject({ kind: 'UPDATED', todo: { id: one.id, title: 'y' } });
  });

  test('by list, tells of what is in it or was, with what is asked of the todo and its list', async () => {
    const list = async (name: string): Promise<string> =>
      (await post(api.address, `mutation { createList(input: { name: "${name}" }) { list { id } } }`))
        .createList.list.id;
    const [one, other] = [await list('one'), await list('other')];
    const query = `subscription ($listId: ID) {
      todoChanged(listId: $listId) { kind todo { title list { name openTodoCount } tags { name } } }
    }`;
    const changes = await subscribe(api, { listId: one }, query);
    await create({ title: 'elsewhere', listId: other });
    const { id } = await create({ title: 'here', listId: one });
    expect(await next(changes)).toEqual({
      kind: 'CREATED',
      todo: { title: 'here', list: { name: 'one', openTodoCount: 1 }, tags: [] },
    });
    await mutate('moveTodo', { id, listId: other });
    expect(await next(changes)).toMatchObject({
      kind: 'MOVED',
      todo: { title: 'here', list: { name: 'other' } },
    });
    await update({ id, title: 'gone' });
    await create({ title: 'last', listId: one });
    expect(await next(changes)).toMatchObject({ kind: 'CREATED', todo: { title: 'last' } });
  });

  test('tells nothing of what was refused or not there', async () => {
    const changes = await subscribe(api);
    await post(api.address, 'mutation { createTodo(input: { title: " " }) { userErrors { code } } }');
    await remove(toGlobalId('Todo', '01a2086e-d5be-76d7-b571-f0961e560d3f'));
    await create({ title: 'last' });
    expect(await next(changes)).toMatchObject({ kind: 'CREATED', todo: { title: 'last' } });
  });

  test('a todo of the longest title and description arrives whole', async () => {
    const changes = await subscribe(api);
    const created = await create({
      title: '😀'.repeat(200),
      description: `${'\u0001'.repeat(500)}${'😀'.repeat(500)}`,
    });
    expect(await next(changes)).toEqual({ kind: 'CREATED', todo: created });
  });

  test('one socket carries several subscriptions, queries and mutations', async () => {
    const { run } = connect(api.address);
    const all = run(CHANGES);
    const before = api.events.hub.subscribers;
    const first = all.next();
    await until(() => api.events.hub.subscribers > before);
    const created = await run(
      'mutation { createTodo(input: { title: "By socket" }) { todo { id title } } }',
    ).next();
    const { todo } = created.value.data.createTodo;
    const read = await run('query ($id: ID!) { todo(id: $id) { title } }', { id: todo.id }).next();
    expect(read.value).toMatchObject({ data: { todo: { title: 'By socket' } } });
    expect((await first).value.data.todoChanged).toMatchObject({ kind: 'CREATED', todo });
  });

  test('an id of no todo is refused with the code that a program reads', async () => {
    const { run } = connect(api.address);
    const { value } = await run(CHANGES, { id: 'nonsense' }).next();
    expect(value.errors).toMatchObject([
      {
        path: ['todoChanged'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'id', requestId: expect.any(String) },
      },
    ]);
  });

  test('whoever stops listening costs nothing any more', async () => {
    const server = await listening(orm);
    const client = connect(server.address);
    const results = client.run(CHANGES);
    const first = results.next();
    await until(() => !server.events.hub.isIdle);
    await client.close();
    await first.catch(() => {});
    await until(() => server.events.hub.isIdle);
  });
});

describeDatabases(
  'todoChanged of two processes',
  (database) => {
    test('tells subscribers of each what the other one changes', async () => {
      const location = await database.create();
      const servers = [
        await listening(await database.open(location)),
        await listening(await database.open(location)),
      ];
      const changes: ReturnType<Results['next']>[] = [];
      for (const { address, events } of servers) {
        changes.push(connect(address).run(CHANGES).next());
        await until(() => !events.hub.isIdle);
      }
      await post(
        servers[0]?.address ?? '',
        'mutation { createTodo(input: { title: "Here" }) { todo { id } } }',
      );
      for (const change of changes) {
        expect((await change).value.data.todoChanged).toMatchObject({
          kind: 'CREATED',
          todo: { title: 'Here' },
        });
      }
    });

    test('closes its sockets with 1012 where it may have missed changes, and the next subscription works', async () => {
      const orm = await database.open();
      const { address, events } = await listening(orm);
      const client = connect(address);
      const failed = client.run(CHANGES).next();
      failed.catch(() => {});
      await until(() => !events.hub.isIdle);
      await orm.driver.execute(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
      );
      expect(await client.closed).toMatchObject({
        code: 1012,
        reason: 'Changes may have been missed. Subscribe again and read anew.',
      });

      const change = connect(address).run(CHANGES).next();
      await until(() => !events.hub.isIdle);
      await post(address, 'mutation { createTodo(input: { title: "Again" }) { todo { id } } }');
      expect((await change).value.data.todoChanged).toMatchObject({ todo: { title: 'Again' } });
    });

    test('closes a socket with 1013 while it cannot listen, so that its client tries again', async () => {
      const { address } = await listening(await database.open(), {
        listenAt: 'postgresql://127.0.0.1:1/none',
      });
      const client = connect(address);
      await expect(client.run(CHANGES).next()).rejects.toMatchObject({ code: 1013 });
    });
  },
  'postgresql',
);
