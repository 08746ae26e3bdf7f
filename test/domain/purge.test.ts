import { beforeEach, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import { run } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';
import { positionAtEnd } from '../../src/domain/position.ts';
import { purge } from '../../src/domain/purge.ts';
import { List } from '../../src/entities/list.ts';
import { Tag } from '../../src/entities/tag.ts';
import { Todo } from '../../src/entities/todo.ts';
import { TodoTag } from '../../src/entities/todo-tag.ts';
import { describeDatabases } from '../support/databases.ts';

const DEADLINE = new Date('2026-10-26T12:00:00Z');
const LONG_AGO = new Date(DEADLINE.getTime() - 1);

/** Rows as the database has them, to be inserted. */
const todo = (deletedAt: Date | null, list: string | null = null) => ({
  id: v7(),
  title: 'x',
  description: null,
  dueDate: null,
  completedAt: null,
  list,
  position: positionAtEnd(new Date()),
  creationDigest: null,
  deletedAt,
});
const list = (deletedAt: Date | null) => ({
  id: v7(),
  name: 'x',
  position: positionAtEnd(new Date()),
  creationDigest: null,
  deletedAt,
});
const tag = (deletedAt: Date | null) => {
  const id = v7();
  return { id, name: id, nameKey: id, creationDigest: null, deletedAt };
};

describeDatabases('the purge', (database) => {
  let em: SqlEntityManager;
  beforeEach(async () => {
    em = (await database.open()).em.fork();
  });
  const idsOf = async (table: 'todos' | 'lists' | 'tags') =>
    (await run(em, sql`select "id" from ${sql.ref(table)} order by "id"`)).map(({ id }) => id);

  test('removes what was deleted before the deadline, and nothing else', async () => {
    const [goneList, recentList, keptList] = [list(LONG_AGO), list(DEADLINE), list(null)];
    const [goneTag, recentTag, keptTag] = [tag(LONG_AGO), tag(DEADLINE), tag(null)];
    const [gone, recent, kept] = [todo(LONG_AGO, goneList.id), todo(DEADLINE), todo(null)];
    await em.insertMany(List, [goneList, recentList, keptList]);
    await em.insertMany(Tag, [goneTag, recentTag, keptTag]);
    await em.insertMany(Todo, [gone, recent, kept]);
    await em.insertMany(TodoTag, [
      { todo: gone.id, tag: keptTag.id },
      { todo: kept.id, tag: goneTag.id },
      { todo: kept.id, tag: keptTag.id },
    ]);

    expect(await purge(em, DEADLINE)).toEqual({ todos: 1, lists: 1, tags: 1 });
    expect(await idsOf('todos')).toEqual([recent.id, kept.id].sort());
    expect(await idsOf('lists')).toEqual([recentList.id, keptList.id].sort());
    expect(await idsOf('tags')).toEqual([recentTag.id, keptTag.id].sort());
    expect(await em.fork().find(TodoTag, {})).toEqual([
      expect.objectContaining({ todo: kept.id, tag: keptTag.id }),
    ]);
    expect(await purge(em, DEADLINE)).toEqual({ todos: 0, lists: 0, tags: 0 });
  });

  test('whoever owns it', async () => {
    await em.insertMany(Todo, [todo(LONG_AGO), { ...todo(LONG_AGO), ownerId: 'somebody else' }]);
    expect(await purge(em, DEADLINE)).toMatchObject({ todos: 2 });
  });

  test('removes any number, batch by batch', async () => {
    await em.insertMany(
      Todo,
      Array.from({ length: 1_203 }, () => todo(LONG_AGO)),
    );
    expect(await purge(em, DEADLINE)).toMatchObject({ todos: 1_203 });
    expect(await idsOf('todos')).toEqual([]);
  });

  test('of several at once, each removes what no other does', async () => {
    await em.insertMany(
      Todo,
      Array.from({ length: 2_000 }, () => todo(LONG_AGO)),
    );
    const purged = await Promise.all([1, 2, 3].map(() => purge(em.fork(), DEADLINE)));
    expect(purged.reduce((sum, { todos }) => sum + todos, 0)).toBe(2_000);
    expect(await idsOf('todos')).toEqual([]);
  });

  test('ends after the batch in which it is told to', async () => {
    await em.insertMany(
      Todo,
      Array.from({ length: 1_203 }, () => todo(LONG_AGO)),
    );
    const stop = new AbortController();
    const purging = purge(em, DEADLINE, stop.signal);
    stop.abort();
    expect(await purging).toEqual({ todos: 500, lists: 0, tags: 0 });
    expect(await purge(em, DEADLINE)).toMatchObject({ todos: 703 });
  });
});

describeDatabases(
  'the purge beside other processes',
  (database) => {
    test('passes over what somebody is bringing back, and does not wait', async () => {
      const { em } = await database.open();
      const [restored, gone] = [todo(LONG_AGO), todo(LONG_AGO)];
      await em.fork().insertMany(Todo, [restored, gone]);
      await em.fork().transactional(async (transaction) => {
        await transaction.nativeUpdate(Todo, { id: restored.id }, { deletedAt: null });
        expect(await purge(em.fork(), DEADLINE)).toMatchObject({ todos: 1 });
      });
      expect(await em.fork().count(Todo, { id: restored.id })).toBe(1);
    });
  },
  'postgresql',
);
