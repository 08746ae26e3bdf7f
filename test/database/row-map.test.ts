import { expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { rowMapOf } from '../../src/database/row-map.ts';
import { readRows } from '../../src/database/rows.ts';
import { allOf, isOneOf } from '../../src/database/sql.ts';
import { Priority } from '../../src/entities/priority.ts';
import { Todo } from '../../src/entities/todo.ts';
import { describeDatabases } from '../support/databases.ts';

const PROPERTIES = [
  'id',
  'title',
  'description',
  'isDone',
  'dueDate',
  'priority',
  'createdAt',
  'updatedAt',
] as const;

describeDatabases('rows', (database) => {
  test('have the values that the entities have', async () => {
    const { em } = await database.open();
    const moment = new Date('2026-11-23T12:34:56.789Z');
    const some = {
      title: 'a',
      description: 'b',
      isDone: true,
      dueDate: '2026-11-23',
      priority: Priority.HIGH,
    };
    const least = { title: 'c', description: null, isDone: false, dueDate: null, priority: Priority.LOW };
    for (const todo of [some, least]) {
      await em.insert(Todo, { id: v7(), ...todo, createdAt: moment, updatedAt: moment });
    }
    const rows = await readRows(em, rowMapOf(em, Todo), PROPERTIES, allOf([]));
    const entities = await em.fork().find(Todo, {});
    const byTitle = (one: { title: string }, other: { title: string }) =>
      one.title.localeCompare(other.title);
    expect(rows.sort(byTitle)).toEqual(entities.map((entity) => ({ ...entity })).sort(byTitle));
    expect(rows.map((row) => ({ ...some, ...row }))).toMatchObject([some, least]);
  });

  test.each([
    ['isDone', true],
    ['dueDate', '2026-11-23'],
    ['priority', Priority.HIGH],
    ['createdAt', new Date('2026-11-23T12:34:56.789Z')],
    ['title', 'a'],
  ] as const)('are found by the value of %s', async (property, value) => {
    const { em } = await database.open();
    await em.insert(Todo, { id: v7(), title: 'x', [property]: value });
    await em.insert(Todo, { id: v7(), title: 'y' });
    const rowMap = rowMapOf(em, Todo);
    const found = await readRows(em, rowMap, [property], isOneOf(rowMap.column(property), [value]));
    expect(found).toEqual([{ [property]: value }]);
  });

  test('have no columns that the entity has not', async () => {
    const { em } = await database.open();
    const rowMap = rowMapOf(em, Todo);
    expect(PROPERTIES.every(rowMap.has)).toBe(true);
    expect(rowMap.has('is_done')).toBe(false);
    expect(rowMap.has('__typename')).toBe(false);
    expect(rowMap.has('constructor')).toBe(false);
  });
});
