import { describe, expect, test } from '@jest/globals';
import type { EntitySchema } from '@mikro-orm/core';
import type { DatabaseLocation } from '../../../src/config.ts';
import { createDatabase } from '../../support/templates.ts';
import { newRepository, type Repository } from './repository.ts';
import { items, SHAPES, startProperties } from './shapes.ts';

const PAIRS = Object.entries(SHAPES).flatMap(([ours, own]) =>
  Object.entries(SHAPES).map(([theirs, other]) => [ours, theirs, own, other] as const),
);

/** The rows of the items with what both databases call the same. */
const ROW = `insert into "items" ("id", "list_id", "left_size", "left_name", "left_gone", "right_size", "right_name", "right_gone") values (1, 1, 5, 'l', 'x', 6, 'r', 'y')`;

describe('Two branches that change one table, merged', () => {
  // Left and right are mirror images: with each kind on either side, every pair is merged in both orders.
  test.each(PAIRS)('this one does %s, the other %s', async (ourKind, theirKind, own, other) => {
    const repository = await newRepository();
    const start = startProperties();
    const first = await repository.commit(items(start), 'start');
    await repository.git('checkout', '--quiet', '-b', 'feature');
    const ours = await repository.commit(items(own.change(start, 'left')), 'ours', own.renames('left'));
    await repository.git('checkout', '--quiet', 'main');
    const theirs = await repository.commit(
      items(other.change(start, 'right')),
      'theirs',
      other.renames('right'),
    );
    await repository.git('checkout', '--quiet', 'feature');

    const merge = await repository.git('merge', '--quiet', 'main');
    expect(merge).toContain('CONFLICT');
    const merged = items(own.change(other.change(start, 'right'), 'left'));
    const postgres = await createDatabase('postgresql', 'empty');
    const { renumbered, notes } = await repository.rebase(merged, undefined, postgres);
    expect(notes).toEqual([]);
    expect(renumbered.map(({ from }) => from)).toEqual([ours]);
    expect(renumbered.every(({ to }) => to > theirs)).toBe(true);
    await repository.git('add', '--all');
    await repository.git('commit', '--quiet', '--message', 'merge');
    expect(await repository.git('status', '--short')).toBe('');

    for (const location of [postgres, await createDatabase('sqlite', 'empty')]) {
      const row = await deploy(repository, merged, location, { first, theirs });
      expect(row).toMatchObject({ id: 1, list_id: 1 });
      expect(row).toMatchObject(ourKind === 'rename' ? { left_label: 'l' } : { left_name: 'l' });
      expect(row).toMatchObject(theirKind === 'rename' ? { right_label: 'r' } : { right_name: 'r' });
      expect('left_gone' in row).toBe(ourKind !== 'drop');
      expect('right_gone' in row).toBe(theirKind !== 'drop');
      expect([Number(row.left_size), Number(row.right_size)]).toEqual([5, 6]);
    }
  });
});

/** Applies the first migration, writes a row, deploys the other side, then the merge, and goes back and forth. */
async function deploy(
  repository: Repository,
  merged: EntitySchema[],
  location: DatabaseLocation,
  { first, theirs }: { first: string; theirs: string },
): Promise<Record<string, unknown>> {
  return repository.within(merged, location, async (migrator, orm) => {
    const connection = orm.em.getConnection();
    await migrator.up({ to: first });
    await connection.execute('insert into "lists" ("id") values (1)');
    await connection.execute(ROW);
    await migrator.up({ to: theirs });
    await migrator.up();
    const { findings } = await migrator.check();
    expect(findings).toEqual([]);
    const [row] = await connection.execute<Record<string, unknown>[]>('select * from "items"');
    await migrator.down();
    await migrator.up();
    expect((await migrator.check()).findings).toEqual([]);
    return row ?? {};
  });
}
