import { afterAll, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import pino from 'pino';
import type { DatabaseLocation } from '../../src/config.ts';
import { rowMapOf } from '../../src/database/row-map.ts';
import { run } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';
import { Todo } from '../../src/entities/todo.ts';
import { EventsMissedError, EventsUnavailableError } from '../../src/events/errors.ts';
import { type LiveEvents, openLiveEvents } from '../../src/events/live-events.ts';
import { changeInPlace, type TodoEvent } from '../../src/events/todo-event.ts';
import { describeDatabases } from '../support/databases.ts';
import { PATIENCE_MS as connectTimeoutMs } from '../support/patience.ts';
import { OWNER, sampleEvent, sampleRow } from './sample-events.ts';

/** The live updates of a process of its own over one database. */
interface Process extends LiveEvents {
  em: SqlEntityManager;
}

const running: LiveEvents[] = [];
afterAll(() => Promise.all(running.map((events) => events.close())));

/** The next `count` events. */
async function take(events: AsyncIterator<TodoEvent>, count: number): Promise<TodoEvent[]> {
  const found: TodoEvent[] = [];
  while (found.length < count) {
    found.push((await events.next()).value);
  }
  return found;
}

describeDatabases('live updates', (database) => {
  const start = async (location?: DatabaseLocation): Promise<Process> => {
    const orm = await database.open(location);
    const em = orm.em.fork();
    const log = pino({ level: 'silent' });
    const events = openLiveEvents({ em, log, listenAt: orm.config.get('clientUrl') ?? '', connectTimeoutMs });
    running.push(events);
    return { ...events, em };
  };
  const mine = { ownerId: OWNER };
  const titled = (title: string) => sampleEvent({ todo: { title } });
  const titles = (events: TodoEvent[]) => events.map(({ todo }) => todo.title);

  /** An `insert … returning` of whole rows, as the write path has it. */
  const insertion = (em: SqlEntityManager, ...todos: Todo[]) => {
    const rowMap = rowMapOf(em, Todo);
    const names = Object.keys(todos[0] ?? {}).filter(rowMap.has);
    const columns = names.map((name) => sql.ref(rowMap.column(name).name));
    const values = todos.map(
      (todo) => sql`(${sql.join(names.map((name) => rowMap.column(name).write(todo[name])))})`,
    );
    const returned = names.map((name) => sql`${sql.ref(rowMap.column(name).name)} as ${sql.ref(name)}`);
    return sql`insert into ${sql.ref(rowMap.table)} (${sql.join(columns)}) values ${sql.join(values)} returning ${sql.join(returned)}`;
  };

  test('what a transaction tells arrives once it has committed, in order, with every value', async () => {
    const { em, publisher, subscribe } = await start();
    const heard = await subscribe(mine);
    const first = sampleEvent({ kind: 'CREATED', todo: { title: `'"\\ 😀 $1`, description: 'a\nb\u0001' } });
    const second = sampleEvent({ kind: 'MOVED', previousListId: '01a2086e-d5be-76d7-b571-f0961e560d3f' });
    const next = heard.next();
    const arrived: string[] = [];
    next.then(() => arrived.push('event'));
    await em.transactional(async (transaction) => {
      await publisher.publish(transaction, [first]);
      await publisher.publish(transaction, [second]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      arrived.push('commit');
    });
    await next;
    expect(arrived).toEqual(['commit', 'event']);
    await publisher.publish(em, [titled('after')]);
    const [moved, after] = await take(heard, 2);
    expect(moved).toMatchObject({
      kind: 'MOVED',
      previousListId: second.previousListId,
      todo: { id: second.todo.id },
    });
    expect(after?.todo.title).toBe('after');

    const again = await subscribe(mine);
    await publisher.publish(em, [first]);
    const [same] = await take(again, 1);
    expect(same).toEqual(first);
  });

  test('what is rolled back is never heard of, nor is the part of a savepoint that is', async () => {
    const { em, publisher, subscribe } = await start();
    const heard = await subscribe(mine);
    const failure = new Error('rolled back');
    await expect(
      em.transactional(async (transaction) => {
        await publisher.publish(transaction, [titled('never')]);
        throw failure;
      }),
    ).rejects.toBe(failure);
    await em.transactional(async (outer) => {
      await publisher.publish(outer, [titled('outer')]);
      await outer
        .transactional(async (inner) => {
          await publisher.publish(inner, [titled('never either')]);
          throw failure;
        })
        .catch(() => {});
      await outer.transactional((inner) => publisher.publish(inner, [titled('inner')]));
    });
    expect(titles(await take(heard, 2))).toEqual(['outer', 'inner']);
    await publisher.publish(em, [titled('last')]);
    expect(titles(await take(heard, 1))).toEqual(['last']);
  });

  test('transactions that overlap are heard of in the order of their commits', async () => {
    const { em, publisher, subscribe } = await start();
    const heard = await subscribe(mine);
    const order: string[] = [];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        em.fork().transactional(async (transaction) => {
          await run(transaction, sql`select ${index}`);
          // One after the other: PostgreSQL holds this lock until the transaction has committed.
          if (database.dialect === 'postgresql') {
            await run(transaction, sql`select pg_advisory_xact_lock(1)`);
          }
          order.push(`${index}`);
          await publisher.publish(transaction, [titled(`${index}`), titled(`${index}`)]);
        }),
      ),
    );
    expect(titles(await take(heard, 40))).toEqual(order.flatMap((title) => [title, title]));
  });

  test('write tells of each row that a statement wrote, in that one statement, and returns the rows', async () => {
    const { em, publisher, subscribe } = await start();
    const heard = await subscribe(mine);
    const todos = [
      sampleRow({ title: 'one' }),
      sampleRow({ title: 'two', dueDate: null, completedAt: new Date(0) }),
    ];
    const change = { kind: 'CREATED', ownerId: OWNER } as const;
    const written = await publisher.write(em, change, insertion(em, ...todos));
    expect(written).toEqual(todos);
    const events = await take(heard, 2);
    expect(events).toEqual(todos.map((todo) => changeInPlace('CREATED', OWNER, todo)));
    expect(await em.fork().count(Todo, { id: { $in: todos.map(({ id }) => id) } })).toBe(2);

    const failure = new Error('rolled back');
    const rolledBack = em.transactional(async (transaction) => {
      await publisher.write(transaction, change, insertion(transaction, sampleRow({ title: 'never' })));
      throw failure;
    });
    await expect(rolledBack).rejects.toBe(failure);
    await publisher.write(em, change, insertion(em, sampleRow({ title: 'three' })));
    expect(titles(await take(heard, 1))).toEqual(['three']);
  });

  test('a todo that is larger than a notification may be arrives whole, between others', async () => {
    const { em, publisher, subscribe } = await start();
    const heard = await subscribe(mine);
    // Control characters take six bytes each in JSON. Both have the same parts but for the first.
    const description = '\u0001'.repeat(500) + '😀'.repeat(500);
    const title = '\u0002'.repeat(200) + '"'.repeat(1000);
    const large = [1, 2].map(() => sampleEvent({ todo: { description, title } }));
    await em.transactional((transaction) =>
      publisher.publish(transaction, [titled('before'), ...large, titled('after')]),
    );
    const longest = sampleRow({ title: '\u0001'.repeat(200), description: '\u0001'.repeat(1000) });
    await publisher.write(em, { kind: 'CREATED', ownerId: OWNER }, insertion(em, longest));
    const found = await take(heard, 5);
    expect(titles(found)).toEqual(['before', title, title, 'after', longest.title]);
    expect(found[1]?.todo).toMatchObject({ id: large[0]?.todo.id, description });
    expect(found[2]?.todo).toMatchObject({ id: large[1]?.todo.id, description });
    expect(found[4]?.todo).toEqual(longest);
  });
});

describeDatabases(
  'live updates of several processes',
  (database) => {
    const start = async (location: DatabaseLocation): Promise<Process> => {
      const { em, config } = await database.open(location);
      const log = pino({ level: 'silent' });
      const events = openLiveEvents({
        em: em.fork(),
        log,
        listenAt: config.get('clientUrl') ?? '',
        connectTimeoutMs,
      });
      running.push(events);
      return { ...events, em: em.fork() };
    };
    const mine = { ownerId: OWNER };
    const ids = (events: TodoEvent[]) => events.map(({ todo }) => todo.id);

    test('each hears what all of them tell, in one and the same order', async () => {
      const location = await database.create();
      const [one, other] = [await start(location), await start(location)];
      const heard = await Promise.all([one.subscribe(mine), other.subscribe(mine)]);
      await Promise.all(
        [one, other, one, other].map(async ({ em, publisher }) => {
          for (let count = 0; count < 10; count++) {
            await em.fork().transactional((transaction) => publisher.publish(transaction, [sampleEvent()]));
          }
        }),
      );
      const [here, there] = await Promise.all(heard.map((events) => take(events, 40)));
      expect(new Set(ids(here ?? [])).size).toBe(40);
      expect(ids(there ?? [])).toEqual(ids(here ?? []));
    });

    test('where the connection is lost, all subscribers are told, and the next one connects again', async () => {
      const { em, publisher, subscribe, hub } = await start(await database.create());
      const ended: unknown[] = [];
      const heard = await subscribe(mine, (error) => ended.push(error));
      const next = heard.next();
      const cut = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`;
      expect(await run(em, cut)).toHaveLength(1);
      await expect(next).rejects.toThrow(EventsMissedError);
      expect(ended).toEqual([expect.any(EventsMissedError)]);
      expect(hub.isIdle).toBe(true);

      const again = await subscribe(mine);
      const event = sampleEvent();
      await publisher.publish(em, [event]);
      expect(ids(await take(again, 1))).toEqual([event.todo.id]);
    });

    test('what is no event is passed over', async () => {
      const { em, publisher, subscribe } = await start(await database.create());
      const heard = await subscribe(mine);
      for (const payload of [
        '',
        '{',
        'null',
        '{}',
        '{"todo":{}}',
        '[1]',
        '1/2/ab x',
        '2/2/cd y',
        '1/1/ab {',
      ]) {
        await run(em, sql`select pg_notify('todo_events', ${payload})`);
      }
      const event = sampleEvent();
      await publisher.publish(em, [event]);
      expect(ids(await take(heard, 1))).toEqual([event.todo.id]);
    });

    test('while the database cannot be reached there is no subscription, and the log says so; then there is', async () => {
      const location = await database.create();
      const { em, config } = await database.open(location);
      const address = new URL(config.get('clientUrl') ?? '');
      const name = `${address.pathname.slice(1)}_late`;
      address.pathname = name;
      const warnings: unknown[] = [];
      const log = { warn: (_details: unknown, message?: string) => warnings.push(message) };
      const late = openLiveEvents({ em, log, listenAt: address.href, connectTimeoutMs });
      running.push(late);
      await expect(late.subscribe(mine)).rejects.toThrow(EventsUnavailableError);
      const both = await Promise.allSettled([1, 2].map(() => late.subscribe(mine)));
      expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      // Two asked at once: they shared an attempt.
      expect(warnings).toEqual(Array(2).fill('Live updates are not available: their connection fails'));

      await run(em, sql`create database ${sql.ref(name)}`);
      await late.subscribe(mine);
      await late.close();
      await expect(late.subscribe(mine)).rejects.toThrow(EventsUnavailableError);
    });
  },
  'postgresql',
);
