import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { Project } from './project.ts';

const SEED = `
  const em = orm.em.fork();
  await em.execute("insert into authors (id, name) values (1, 'Sigrid'), (2, 'Knut')");
  await em.execute("insert into books (id, title, author_id, editor_id) values (1, 'Kristin', 1, 2), (2, 'Sult', 2, null)");`;
const ROWS = `
  const em = orm.em.fork();
  return {
    authors: await em.execute('select id, name, country from authors order by id'),
    books: await em.execute('select id, title, author_id, editor_id from books order by id'),
  };`;
const LIBRARY = {
  authors: [
    { id: 1, name: 'Sigrid', country: 'Norway' },
    { id: 2, name: 'Knut', country: 'Norway' },
  ],
  books: [
    { id: 1, title: 'Kristin', author_id: 1, editor_id: 2 },
    { id: 2, title: 'Sult', author_id: 2, editor_id: null },
  ],
};

describeDatabases('a project that adopts the migrator', (database) => {
  test('changes a table that others refer to, through the stock command line and orm.migrator, and keeps every row', async () => {
    const folder = await mkdtemp(join(await realpath(tmpdir()), 'library-'));
    const project = await Project.create(folder, await database.create('empty'));

    expect(await project.cli('migration:create', '-n', 'create_library')).toContain('successfully created');
    expect(await project.cli('migration:up')).toMatch(/Applied Migration\d+_create_library/);
    await project.program(SEED);

    await project.model('Iceland');
    await project.cli('migration:create', '-n', 'move_to_iceland');
    expect(await project.migrations()).toEqual([
      expect.stringMatching(/^Migration\d{14}_create_library\.ts$/),
      expect.stringMatching(/^Migration\d{14}_move_to_iceland\.ts$/),
    ]);
    await project.cli('migration:up');
    expect(await project.program(ROWS)).toEqual(LIBRARY);

    await project.program('await orm.migrator.down();');
    await project.program('await orm.migrator.up();');
    expect(await project.program(ROWS)).toEqual(LIBRARY);
    expect(await project.program('return (await orm.migrator.getPending()).length;')).toBe(0);
    expect(await project.cli('migration:create')).toContain('No changes required');
    expect(await project.cli('migration:check')).toContain('No changes required');
  });
});
