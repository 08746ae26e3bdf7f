import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v4 } from 'uuid';
import { rowMapOf } from '../../../src/database/row-map.ts';
import { readOwned } from '../../../src/domain/owned.ts';
import { changeTags } from '../../../src/domain/tag/change-tags.ts';
import { createTag } from '../../../src/domain/tag/create-tag.ts';
import { deleteTag } from '../../../src/domain/tag/delete-tag.ts';
import { restoreTag } from '../../../src/domain/tag/restore-tag.ts';
import { nameKeyOf } from '../../../src/domain/tag/tag-names.ts';
import { updateTag } from '../../../src/domain/tag/update-tag.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import { Tag } from '../../../src/entities/tag.ts';
import { describeDatabases } from '../../support/databases.ts';
import { created, type TestWriter, tagsOf, writerOf } from '../../support/writers.ts';
import { newTag, resultOf } from '../../support/written.ts';

const NOBODY = '01a2086e-d5be-76d7-b571-f0961e560d3f';

/** Names that are the same but for case, or for how their accents are written. */
const ALIKE: [one: string, other: string][] = [
  ['work', 'WORK'],
  ['straße', 'STRASSE'],
  ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
  ['é', 'e\u0301'],
  ['É', 'e\u0301'],
  ['ǰ', 'J\u030c'],
  ['работа', 'РАБОТА'],
];

/** Names that look much alike, and are not the same. */
const DIFFERENT: [one: string, other: string][] = [
  ['e', 'é'],
  ['a b', 'ab'],
  ['i', 'ı\u0307'],
  ['😀', '😁'],
];

const codes = (outcome: { problems?: { code: string; field: string[] }[] }) =>
  outcome.problems?.map(({ code, field }) => [code, ...field]);

test('the key of the longest name fits, whatever it is made of', () => {
  expect([...nameKeyOf('ΐ'.repeat(50))].length).toBeLessThanOrEqual(150);
  expect([...nameKeyOf('ὒ'.repeat(50))]).toHaveLength(150);
  expect([...nameKeyOf('\ufb03'.repeat(50))]).toHaveLength(150);
});

describeDatabases('the writes of tags', (database) => {
  let em: SqlEntityManager;
  let writer: TestWriter;
  let other: TestWriter;
  beforeAll(async () => {
    em = (await database.open()).em;
  });
  beforeEach(() => {
    // Names are unique per owner, so each test has owners of its own.
    writer = writerOf(em, { id: v4() });
    other = writerOf(em, { id: v4() });
  });
  const read = (id: string) => readOwned(writer, rowMapOf(em, Tag), id);

  test('createTag trims the name and fills in what was not said', async () => {
    const tag = await newTag(writer, { name: ' Work\u2003' });
    expect(tag).toEqual({
      id: expect.any(String),
      ownerId: writer.viewer.id,
      name: 'Work',
      nameKey: 'WORK',
      color: 'GREY',
      creationDigest: null,
      version: 1,
      createdAt: expect.any(Date),
      updatedAt: tag.createdAt,
      deletedAt: null,
    });
    expect(await read(tag.id)).toEqual(tag);
  });

  test.each([
    ['', [['BLANK', 'name']]],
    ['x'.repeat(51), [['TOO_LONG', 'name']]],
    ['😀'.repeat(51), [['TOO_LONG', 'name']]],
    ['a\0b', [['INVALID_CHARACTER', 'name']]],
    ['a\udc00', [['INVALID_CHARACTER', 'name']]],
  ])(
    'createTag and updateTag say what is wrong with the name %j, and write nothing',
    async (name, problems) => {
      const tag = await newTag(writer, { name: 'Work' });
      expect(codes(await createTag(writer, { name }))).toEqual(problems);
      expect(codes(await updateTag(writer, { id: tag.id }, { name, color: 'RED' }))).toEqual(problems);
      expect(await read(tag.id)).toEqual(tag);
    },
  );

  test.each(ALIKE)('%s and %s are one name: the second is taken', async (one, same) => {
    const first = await newTag(writer, { name: one });
    const taken = await createTag(writer, { name: same });
    expect(codes(taken)).toEqual([['TAKEN', 'name']]);
    expect(taken.problems?.[0]?.message).toContain(`"${one}"`);
    const second = await newTag(writer, { name: 'another' });
    expect(codes(await updateTag(writer, { id: second.id }, { name: same }))).toEqual([['TAKEN', 'name']]);
    expect(await read(second.id)).toEqual(second);
    // It may write its own name in another way, and somebody else may use it.
    expect(await resultOf(updateTag(writer, { id: first.id }, { name: same }))).toMatchObject({ name: same });
    await newTag(other, { name: one });
  });

  test.each(DIFFERENT)('%s and %s are two names', async (one, two) => {
    await newTag(writer, { name: one });
    await newTag(writer, { name: two });
  });

  test('the same id and content again return the tag that is there, before its name is looked at', async () => {
    const id = v4();
    const tag = await newTag(writer, { id, name: 'Work', color: 'RED' });
    expect(await createTag(writer, { id, name: ' Work', color: 'RED' })).toEqual({ result: tag });
    const conflict = await createTag(writer, { id, name: 'work', color: 'RED' });
    expect(codes(conflict)).toEqual([['CONFLICT', 'id']]);
    expect(conflict.current).toEqual(tag);
  });

  test('of 20 that create one name at once, one does; the others are told that it is taken', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => createTag(writer, { name: index % 2 ? 'work' : 'WORK' })),
    );
    expect(outcomes.filter(({ result }) => result !== undefined)).toHaveLength(1);
    expect(outcomes.filter((outcome) => codes(outcome)?.join() === 'TAKEN,name')).toHaveLength(19);
  });

  test('of 10 that take one name at once, one gets it', async () => {
    const tags = await Promise.all(
      Array.from({ length: 10 }, (_, index) => newTag(writer, { name: `tag ${index}` })),
    );
    const outcomes = await Promise.all(tags.map(({ id }) => updateTag(writer, { id }, { name: 'mine' })));
    expect(outcomes.filter(({ result }) => result !== undefined)).toHaveLength(1);
    expect(outcomes.filter((outcome) => codes(outcome)?.join() === 'TAKEN,name')).toHaveLength(9);
  });

  test('updateTag changes what is given, and makes no new version of nothing', async () => {
    const tag = await newTag(writer, { name: 'Work' });
    expect(await updateTag(writer, { id: tag.id }, { name: ' Work ' })).toEqual({ result: tag });
    const changed = await resultOf(updateTag(writer, { id: tag.id, expectedVersion: 1 }, { color: 'RED' }));
    expect(changed).toEqual({ ...tag, color: 'RED', version: 2, updatedAt: changed.updatedAt });
    const renamed = await resultOf(updateTag(writer, { id: tag.id }, { name: 'Home' }));
    expect(renamed).toMatchObject({ name: 'Home', nameKey: 'HOME', color: 'RED', version: 3 });
    await newTag(writer, { name: 'WORK' });
  });

  test('what is not there, or has changed, is said before that a name is taken', async () => {
    await newTag(writer, { name: 'Work' });
    const [gone, foreign] = [await newTag(writer, { name: 'gone' }), await newTag(other, { name: 'x' })];
    await deleteTag(writer, { id: gone.id });
    for (const id of [NOBODY, gone.id, foreign.id]) {
      expect(codes(await updateTag(writer, { id }, { name: 'work' }))).toEqual([['NOT_FOUND', 'id']]);
      expect(codes(await deleteTag(writer, { id }))).toEqual([['NOT_FOUND', 'id']]);
    }
    expect(codes(await restoreTag(writer, foreign.id))).toEqual([['NOT_FOUND', 'id']]);
    const tag = await newTag(writer, { name: 'Home' });
    const target = { id: tag.id, expectedVersion: 2 };
    for (const outcome of [
      await updateTag(writer, target, { name: 'work' }),
      await deleteTag(writer, target),
    ]) {
      expect(codes(outcome)).toEqual([['CONFLICT', 'expectedVersion']]);
      expect(outcome.current).toEqual(tag);
    }
  });

  test('deleteTag leaves it on its todos, so that restoreTag brings it back there', async () => {
    const tag = await newTag(writer, { name: 'Work' });
    const todo = await created(writer, { tagIds: [tag.id] });
    const deleted = await resultOf(deleteTag(writer, { id: tag.id }));
    expect(deleted).toMatchObject({ version: 2, deletedAt: expect.any(Date) });
    expect(await tagsOf(writer, todo.id)).toEqual([tag.id]);
    const back = await resultOf(restoreTag(writer, tag.id));
    expect(back).toEqual({ ...tag, version: 3, updatedAt: back.updatedAt });
    expect(await tagsOf(writer, todo.id)).toEqual([tag.id]);
    expect(await restoreTag(writer, tag.id)).toEqual({ result: back });
  });

  test('the name of a deleted tag is free; then the tag cannot come back', async () => {
    const tag = await newTag(writer, { name: 'Work' });
    const deleted = await resultOf(deleteTag(writer, { id: tag.id }));
    const heir = await newTag(writer, { name: 'WORK' });
    const outcome = await restoreTag(writer, tag.id);
    expect(codes(outcome)).toEqual([['TAKEN', 'id']]);
    expect(outcome.problems?.[0]?.message).toContain('"WORK"');
    expect(await read(tag.id)).toEqual(deleted);
    await resultOf(updateTag(writer, { id: heir.id }, { name: 'Home' }));
    expect(await resultOf(restoreTag(writer, tag.id))).toMatchObject({ deletedAt: null });
  });

  test('of 10 deleted tags of one name that are restored at once, one is', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 10; count++) {
      const { id } = await newTag(writer, { name: 'Work' });
      await deleteTag(writer, { id });
      ids.push(id);
    }
    const outcomes = await Promise.all(ids.map((id) => restoreTag(writer, id)));
    expect(outcomes.filter(({ result }) => result !== undefined)).toHaveLength(1);
    expect(outcomes.filter((outcome) => codes(outcome)?.join() === 'TAKEN,id')).toHaveLength(9);
  });

  /** The changes of a batch, by the names that their mutations have. */
  const create = (name: string) => ({ kind: 'create', make: (unit: Unit) => createTag(unit, { name }) });
  const rename = (id: string, name: string) => ({
    id,
    kind: 'update',
    make: (unit: Unit) => updateTag(unit, { id }, { name }),
  });
  const restore = (id: string) => ({ id, kind: 'restore', make: (unit: Unit) => restoreTag(unit, id) });

  test('among several changes a taken name fails alone, and a later change sees what an earlier one did', async () => {
    const work = await newTag(writer, { name: 'Work' });
    const gone = await newTag(writer, { name: 'Gone' });
    await deleteTag(writer, { id: gone.id });
    const results = await changeTags(
      writer,
      [
        create('work'),
        create('gone'),
        restore(gone.id),
        rename(work.id, 'GONE'),
        rename(work.id, 'Job'),
        create('work'),
      ],
      false,
    );
    expect(
      results.map(({ result, problems }) => [result?.name, ...problems.map(({ code }) => code)]),
    ).toEqual([
      [undefined, 'TAKEN'],
      ['gone'],
      [undefined, 'TAKEN'],
      [undefined, 'TAKEN'],
      ['Job'],
      ['work'],
    ]);
    expect(results[2]?.problems[0]?.field).toEqual(['changes', '2', 'restore', 'id']);
    expect(results[3]?.problems[0]?.field).toEqual(['changes', '3', 'update', 'name']);
  });

  test('all or nothing: a taken name takes back what the others did', async () => {
    await newTag(writer, { name: 'Work' });
    const results = await changeTags(writer, [create('Home'), create('work')], true);
    expect(results.map(({ result, problems }) => [result, problems.length])).toEqual([
      [undefined, 0],
      [undefined, 1],
    ]);
    await newTag(writer, { name: 'Home' });
  });

  test('batches that want the same names at once: each name goes to one, and nothing breaks', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const batches = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        changeTags(
          writer,
          (index % 2 ? names : names.toReversed()).map((name) => create(name)),
          false,
        ),
      ),
    );
    const created = batches.flat().flatMap(({ result }) => result?.name ?? []);
    expect(created.sort()).toEqual(names);
    const problems = batches.flat().flatMap((each) => each.problems.map(({ code }) => code));
    expect(problems).toEqual(new Array(25).fill('TAKEN'));
  });
});
