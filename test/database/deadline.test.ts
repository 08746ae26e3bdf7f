import { beforeAll, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { activity } from '../../src/database/activity.ts';
import type { Orm } from '../../src/database/orm.ts';
import { rowMapOf } from '../../src/database/row-map.ts';
import { countRows } from '../../src/database/rows.ts';
import { ownedBy, within } from '../../src/database/scope.ts';
import { compare, run } from '../../src/database/sql.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { updateRows } from '../../src/database/write.ts';
import { Todo } from '../../src/entities/todo.ts';
import { describeDatabases } from '../support/databases.ts';
import { endlessQuery, fill, OWNER } from './endless-query.ts';

/** Does `work` as a request does that may take `ms`. */
function inRequest<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const request = {
    statements: 0,
    statementMs: 0,
    signal: AbortSignal.timeout(ms),
    endsAt: performance.now() + ms,
  };
  return activity.run(request, work);
}

describeDatabases('a statement that takes longer than its request may', (database) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await database.open();
    await fill(orm.em);
  });

  const rowMap = () => rowMapOf(orm.em, Todo);
  const mine = () => ownedBy(rowMap(), OWNER);
  const change = (em: SqlEntityManager) =>
    updateRows(em, rowMap(), { set: { title: 'Changed' }, where: mine(), now: new Date() });
  const changed = () =>
    countRows(orm.em, 'todos', within(mine(), compare(rowMap().column('title'), 'eq', 'Changed')));

  test('ends', async () => {
    await expect(inRequest(100, () => run(orm.em.fork(), endlessQuery(orm.em)))).rejects.toThrow();
    expect(await countRows(orm.em, 'todos', mine())).toBe(1_000);
  });

  test('ends within a transaction, of which nothing remains', async () => {
    const slow = () =>
      inTransaction(orm.em.fork(), async (em) => {
        await change(em);
        await run(em, endlessQuery(em));
      });
    await expect(inRequest(3_000, slow)).rejects.toThrow();
    expect(await changed()).toBe(0);
  });

  test('ends as it changes one row after the other, of which none is changed', async () => {
    const blocked = () => {
      // As if what came before had kept the thread until now, so that no timer came through.
      const { signal } = new AbortController();
      return activity.run({ statements: 0, statementMs: 0, signal, endsAt: performance.now() - 1 }, () =>
        change(orm.em.fork()),
      );
    };
    if (database.dialect === 'sqlite') {
      await expect(blocked()).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    }
    expect(await changed()).toBe(0);
    expect(await change(orm.em.fork())).toHaveLength(1_000);
  });
});
