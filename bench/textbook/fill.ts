import type { DatabaseLocation } from '../../src/config.ts';
import { openOrm } from '../../src/database/orm.ts';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { aList, aTag, aTodo, replaceThings } from '../../test/support/things.ts';

const LISTS = 50;
const TAGS = 20;
const TODOS = 10_000;

const times = <Thing>(count: number, make: (index: number) => Thing): Thing[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Migrates the empty database at `location`, fills it, and returns the ids of its todos in the API. */
export async function fill(location: DatabaseLocation): Promise<string[]> {
  const orm = await openOrm(location, { migrations: { path: 'migrations', silent: true } });
  try {
    await orm.migrator.up();
    const lists = times(LISTS, (n) =>
      aList({ name: `List ${n}`, position: `A${String(n).padStart(4, '0')}` }),
    );
    const tags = times(TAGS, (n) => aTag({ name: `tag ${n}`, nameKey: `TAG ${n}` }));
    const todos = times(TODOS, (n) =>
      aTodo({
        title: `Todo number ${n}`,
        description: n % 3 === 0 ? null : 'Some words on how to go about it, and why it matters',
        list: lists[n % LISTS]?.id,
        position: `A${String(n).padStart(6, '0')}`,
        dueDate: n % 4 === 0 ? null : `2026-${String(1 + (n % 12)).padStart(2, '0')}-15`,
        completedAt: n % 5 === 0 ? new Date(1_795_437_811_190) : null,
        createdAt: new Date(1_795_437_811_190 + n * 1000),
      }),
    );
    const pairs = todos.flatMap(({ id }, n) =>
      times(n % 4, (index) => ({ todo: id, tag: tags[(n + 7 * index) % TAGS]?.id ?? '' })),
    );
    await replaceThings(orm.em, { lists, tags, todos, pairs });
    await orm.em.execute('analyze');
    return todos.map(({ id }) => toGlobalId('Todo', id));
  } finally {
    await orm.close(true);
  }
}
