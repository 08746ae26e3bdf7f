import { expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { Todo } from '../../src/entities/todo.ts';
import { describeDatabases } from '../support/databases.ts';
import { aTodo } from '../support/things.ts';

describeDatabases('a todo', (database) => {
  test('is never updated before it was created, even where the clock of the database is ahead', async () => {
    const { em } = await database.open();
    const createdAt = new Date(Date.now() + 3_600_000);
    const id = v7();
    await em.insert(Todo, aTodo({ id, createdAt, updatedAt: createdAt }));
    await em.transactional(async (transaction) => {
      (await transaction.findOneOrFail(Todo, id)).title = 'y';
    });
    const todo = await em.fork().findOneOrFail(Todo, id);
    expect(todo).toMatchObject({ title: 'y', createdAt, updatedAt: createdAt });
  });

  test('has the time of its last change', async () => {
    const { em } = await database.open();
    const createdAt = new Date('2026-11-23T12:34:56.789Z');
    const id = v7();
    await em.insert(Todo, aTodo({ id, createdAt, updatedAt: createdAt }));
    const before = Date.now();
    await em.transactional(async (transaction) => {
      (await transaction.findOneOrFail(Todo, id)).title = 'y';
    });
    const { updatedAt } = await em.fork().findOneOrFail(Todo, id);
    expect(updatedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(updatedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
