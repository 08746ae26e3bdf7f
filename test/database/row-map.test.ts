import { expect, test } from '@jest/globals';
import { rowMapOf } from '../../src/database/row-map.ts';
import { readRows } from '../../src/database/rows.ts';
import { ofEverybody } from '../../src/database/scope.ts';
import { allOf, isOneOf } from '../../src/database/sql.ts';
import { Priority } from '../../src/entities/priority.ts';
import { Todo } from '../../src/entities/todo.ts';
import { describeDatabases } from '../support/databases.ts';
import { aTodo } from '../support/things.ts';

const PROPERTIES = [
  'id',
  'ownerId',
  'list',
  'title',
  'description',
  'completedAt',
  'dueDate',
  'priority',
  'position',
  'creationDigest',
  'version',
  'createdAt',
  'updatedAt',
  'deletedAt',
] as const;

describeDatabases('rows', (database) => {
  test('have the values that the entities have', async () => {
    const { em } = await database.open();
    const moment = new Date('2026-11-23T12:34:56.789Z');
    const some = {
      title: 'a',
      description: 'b',
      completedAt: moment,
      dueDate: '2026-11-23',
      priority: Priority.HIGH,
    };
    const least = { title: 'c', description: null, completedAt: null, dueDate: null, priority: Priority.LOW };
    for (const todo of [some, least]) {
      await em.insert(Todo, aTodo({ ...todo, createdAt: moment, updatedAt: moment }));
    }
    const rows = await readRows(em, rowMapOf(em, Todo), PROPERTIES, ofEverybody(allOf([])));
    const entities = await em.fork().find(Todo, {});
    const byTitle = (one: { title: string }, other: { title: string }) =>
      one.title.localeCompare(other.title);
    expect(rows.sort(byTitle)).toEqual(entities.map((entity) => ({ ...entity })).sort(byTitle));
    expect(rows.map((row) => ({ ...some, ...row }))).toMatchObject([some, least]);
  });

  test.each([
    ['version', 7],
    ['dueDate', '2026-11-23'],
    ['priority', Priority.HIGH],
    ['createdAt', new Date('2026-11-23T12:34:56.789Z')],
    ['title', 'a'],
  ] as const)('are found by the value of %s', async (property, value) => {
    const { em } = await database.open();
    await em.insert(Todo, aTodo({ title: 'x', [property]: value }));
    await em.insert(Todo, aTodo({ title: 'y' }));
    const rowMap = rowMapOf(em, Todo);
    const found = await readRows(
      em,
      rowMap,
      [property],
      ofEverybody(isOneOf(rowMap.column(property), [value])),
    );
    expect(found).toEqual([{ [property]: value }]);
  });

  test('have no columns that the entity has not', async () => {
    const { em } = await database.open();
    const rowMap = rowMapOf(em, Todo);
    expect(PROPERTIES.every(rowMap.has)).toBe(true);
    expect(rowMap.has('due_date')).toBe(false);
    expect(rowMap.has('__typename')).toBe(false);
    expect(rowMap.has('constructor')).toBe(false);
  });
});
