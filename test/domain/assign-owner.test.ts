import { beforeEach, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { assignOwner } from '../../src/domain/assign-owner.ts';
import { createTag } from '../../src/domain/tag/create-tag.ts';
import { deleteTodo } from '../../src/domain/todo/delete-todo.ts';
import { describeDatabases } from '../support/databases.ts';
import { addList, addTags, created, everything, type TestWriter, writerOf } from '../support/writers.ts';

describeDatabases('assignOwner', (database) => {
  let em: SqlEntityManager;
  let local: TestWriter;
  let alice: TestWriter;

  beforeEach(async () => {
    ({ em } = await database.open());
    [local, alice] = [writerOf(em), writerOf(em, { id: 'alice' })];
  });

  test('hands everything over, deleted things too, and changes nothing else of it', async () => {
    const [listId, tagIds] = [await addList(local), await addTags(local, 2)];
    await created(local, { listId, tagIds });
    await deleteTodo(local, await created(local));
    await created(alice);
    const before = await everything(local);
    expect(await assignOwner(em, { from: 'local', to: 'alice' })).toEqual({ todos: 2, lists: 1, tags: 2 });
    expect(await everything(local)).toEqual(before.map((todo) => ({ ...todo, ownerId: 'alice' })));
  });

  test('only says what it would do, when that is asked', async () => {
    await created(local);
    const before = await everything(local);
    const assigned = await assignOwner(em, { from: 'local', to: 'alice', dryRun: true });
    expect(assigned).toEqual({ todos: 1, lists: 0, tags: 0 });
    expect(await everything(local)).toEqual(before);
  });

  test.each([
    ['nothing to hand over', 'bob', 'alice', '"bob" owns nothing here.'],
    ['nobody to get it', 'local', '', '--to must be the subject ("sub") of somebody\'s tokens'],
    ['a subject that no token can have', 'local', 'a'.repeat(256), '--to must be the subject'],
    ['the same owner', 'local', 'local', '"local" owns it already.'],
    [
      'an owner whom no token may name',
      'alice',
      'local',
      '"local" is the owner where nobody has to say who they are',
    ],
  ])('refuses %s', async (_what, from, to, message) => {
    await created(local);
    await expect(assignOwner(em, { from, to })).rejects.toThrow(message);
  });

  test('refuses where both have tags of one name, and says which', async () => {
    await createTag(local, { name: 'Work' });
    await createTag(alice, { name: 'work' });
    await created(local);
    const before = await everything(local);
    await expect(assignOwner(em, { from: 'local', to: 'alice' })).rejects.toThrow(
      'Both "local" and "alice" have a tag "Work". Rename or delete it on one side first. Nothing was changed.',
    );
    expect(await everything(local)).toEqual(before);
  });
});
