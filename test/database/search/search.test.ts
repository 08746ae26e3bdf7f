import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { searchCondition, searchRank, searchWords, wordsOf } from '../../../src/database/search/index.ts';
import { run } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql-template.ts';
import { LOCAL_OWNER } from '../../../src/entities/owner.ts';
import { Todo } from '../../../src/entities/todo.ts';
import { describeDatabases } from '../../support/databases.ts';
import { aTodo } from '../../support/things.ts';

/** Titles, and descriptions behind a line. */
const CORPUS = [
  'Buy milk | two litres, organic',
  'Organic milk chocolate',
  'Call Zoë about the café | crème brûlée',
  'Cafe\u0301 re\u0301sume\u0301',
  'Straße fegen',
  'strasse',
  'İstanbul bileti',
  'Izmir ılık',
  'Ο ΟΔΟΣ του Οδυσσέα',
  'Купить ёлку | Новый год',
  'اتصل بأحمد',
  'हिन्दी सीखो',
  '買牛奶和面包',
  '日本語を勉強する',
  '🥛milk🧀 | 🎉',
  'Room 101 | 3.14 2026-12-01',
  'Mail ann.lee@example.org | https://example.org/path?q=1',
  'state-of-the-art | "quoted" (braces) * : ^ NEAR(a b)',
  'AND or NOT',
  'שלום עולם',
];

type Row = readonly [title: string, description: string | null];

const rowOf = (text: string): Row => {
  const [title = '', description] = text.split(' | ');
  return [title, description ?? null];
};

describeDatabases('search', (database) => {
  let em: SqlEntityManager;
  beforeAll(async () => {
    em = (await database.open()).em;
  });
  beforeEach(async () => {
    await em.nativeDelete(Todo, {});
  });

  /** Ids in the order of `rows`. */
  const insert = async (rows: readonly Row[]): Promise<string[]> => {
    const todos = rows.map(([title, description]) => aTodo({ title, description }));
    await em.insertMany(Todo, todos);
    return todos.map(({ id }) => id);
  };

  /** Rank by id. */
  const search = async (typed: string, ownerId = LOCAL_OWNER): Promise<Map<string, number>> => {
    const wanted = { words: searchWords(typed), ownerId, dialect: database.dialect };
    const rows = await run(
      em,
      sql`select "id", ${searchRank(wanted)} as "rank" from "todos" where ${searchCondition(wanted)}`,
    );
    return new Map(rows.map(({ id, rank }) => [String(id), Number(rank)]));
  };

  /** What is found: rank and title, the best first. */
  const found = async (typed: string): Promise<string[]> => {
    const ranks = await search(typed);
    const todos = await em.fork().find(Todo, { id: [...ranks.keys()] });
    return todos.map(({ id, title }) => `${ranks.get(id)} ${title}`).sort();
  };

  test.each([
    ['milk', ['1 Buy milk', '1 Organic milk chocolate', '1 🥛milk🧀']],
    ['mil', ['1 Buy milk', '1 Organic milk chocolate', '1 🥛milk🧀']],
    ['MILK organic', ['1 Organic milk chocolate', '2 Buy milk']],
    ['litres org', ['3 Buy milk']],
    ['cafe', ['1 Cafe\u0301 re\u0301sume\u0301', '1 Call Zoë about the café']],
    ['Cafe\u0301 ZOE', ['1 Call Zoë about the café']],
    ['creme brûlée', ['3 Call Zoë about the café']],
    ['straße', ['1 Straße fegen']],
    ['STRASSE', ['1 strasse']],
    ['istanbul', ['1 İstanbul bileti']],
    ['ILIK', []],
    ['ılık IZMIR', ['1 Izmir ılık']],
    ['οδος οδυσσεα', ['1 Ο ΟΔΟΣ του Οδυσσέα']],
    ['елку новый', ['2 Купить ёлку']],
    ['احمد', []],
    ['باحمد', ['1 اتصل بأحمد']],
    ['हिन्दी', ['1 हिन्दी सीखो']],
    ['हा', []],
    ['買牛', ['1 買牛奶和面包']],
    ['牛奶', []],
    ['שלום', ['1 שלום עולם']],
    ['🥛', []],
    ['101 14', ['2 Room 101']],
    ['2026-12', ['3 Room 101']],
    ['ann.lee@example.org', ['1 Mail ann.lee@example.org']],
    ['https://example.org/pa', ['2 Mail ann.lee@example.org']],
    ['state-of', ['1 state-of-the-art']],
    ['"quoted', ['3 state-of-the-art']],
    ['NOT (and', ['1 AND or NOT']],
    ['\'; -- : & | ! * ( ) " ^ {} + \\', []],
    ['title : milk', []],
    ['', []],
    ['milk \0\ud800', ['1 Buy milk', '1 Organic milk chocolate', '1 🥛milk🧀']],
  ])('of %j finds the same todos of the corpus, ranked', async (typed, titles) => {
    await insert(CORPUS.map(rowOf));
    expect(await found(typed)).toEqual(titles.toSorted());
  });

  const letters = fc.constantFrom(
    ...[
      'a',
      'b',
      'é',
      'e\u0301',
      'É',
      'ñ',
      'ß',
      'İ',
      'i',
      'ı',
      'σ',
      'ς',
      'Σ',
      'ά',
      'й',
      'И',
      'и\u0306',
      'ё',
      'أ',
      'ا',
    ],
    ...[
      '\u064e',
      'कि',
      '\u0958',
      '\u0915\u093c',
      'が',
      'か',
      '가',
      '漢',
      '1',
      '٣',
      '²',
      '\u0301',
      '\u0316',
      'ﬁ',
      'ſ',
      'µ',
    ],
    ...[
      ' ',
      ' ',
      // As many letters as SQLite's index has the beginnings of.
      'abcdefgh',
      '-',
      '.',
      '@',
      "'",
      '"',
      '*',
      ':',
      '\\',
      '_',
      '😀',
      '🥛',
      '❤️',
      '1️⃣',
      '₽',
      '\n',
      '\u200d',
      '\u2067',
      '。',
    ],
  );
  const text = (maxLength: number) =>
    fc.array(letters, { minLength: 1, maxLength }).map((parts) => parts.join(''));

  test('finds and ranks what a plain evaluation does', async () => {
    const row = fc.tuple(
      text(12).filter((title) => title.trim() !== ''),
      fc.option(text(12)),
    );
    const property = fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.array(text(4), { minLength: 1, maxLength: 4 }),
      async (rows, queries) => {
        await em.nativeDelete(Todo, {});
        const ids = await insert(rows);
        for (const typed of queries) {
          const words = searchWords(typed);
          const expected = rows.flatMap(([title, description], index) => {
            const inTitle = words.map((word) => wordsOf(title).some((one) => one.startsWith(word)));
            const inRest = words.map((word) =>
              wordsOf(description ?? '').some((one) => one.startsWith(word)),
            );
            const isFound = words.length > 0 && words.every((_word, at) => inTitle[at] || inRest[at]);
            const rank = inTitle.every(Boolean) ? 1 : inTitle.some(Boolean) ? 2 : 3;
            return isFound ? [[ids[index], rank]] : [];
          });
          expect([...(await search(typed))].sort()).toEqual(expected.sort());
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test('looks at the first 64 characters of a longer word, of whatever size', async () => {
    await insert([['𐐷'.repeat(200), 'x'.repeat(1000)]]);
    expect((await search('𐐷'.repeat(70))).size).toBe(1);
    expect((await search('x'.repeat(900))).size).toBe(1);
    expect((await search(`${'x'.repeat(63)}y`)).size).toBe(0);
  });

  test('tells words apart that begin with the same eight letters', async () => {
    await insert([
      ['Gingerbread', 'gingerbeer'],
      ['Gingerbeer', 'gingerbread'],
      ['Gingerbreed', null],
      ['Gingerbread and gingerbeer', null],
    ]);
    expect(await found('gingerbread')).toEqual([
      '1 Gingerbread',
      '1 Gingerbread and gingerbeer',
      '3 Gingerbeer',
    ]);
    expect(await found('gingerbread gingerbee')).toEqual([
      '1 Gingerbread and gingerbeer',
      '2 Gingerbeer',
      '2 Gingerbread',
    ]);
    expect(await found('gingerbreads')).toEqual([]);
  });

  test('finds what a todo says now, however it was written', async () => {
    const [first = '', second = ''] = await insert([
      ['one', 'alpha'],
      ['two', null],
    ]);
    await em.nativeUpdate(Todo, { id: first }, { title: 'three' });
    await em.execute(`update "todos" set "description" = 'beta gamma' where "id" = '${second}'`);
    await em.execute(`update "todos" set "description" = null where "id" = '${first}'`);
    expect(await found('one')).toEqual([]);
    expect(await found('alpha')).toEqual([]);
    expect(await found('thr')).toEqual(['1 three']);
    expect(await found('two gam')).toEqual(['2 two']);
    await em.execute(`delete from "todos" where "id" = '${second}'`);
    expect(await found('two')).toEqual([]);
  });

  test('finds what an insert that met a todo of the same id left of the two', async () => {
    const [id = ''] = await insert([['one', null]]);
    const values = (title: string) =>
      `insert into "todos" ("id", "title", "position") select "id", '${title}', "position" from "todos" where true`;
    await em.execute(`${values('two')} on conflict ("id") do nothing`);
    expect(await found('one')).toEqual(['1 one']);
    expect(await found('two')).toEqual([]);
    await em.execute(`${values('three')} on conflict ("id") do update set "title" = excluded."title"`);
    expect(await found('one')).toEqual([]);
    expect(await found('three')).toEqual(['1 three']);
    await em.execute(`update "todos" set "id" = '${v7()}' where "id" = '${id}'`);
    expect(await found('three')).toEqual(['1 three']);
  });

  test('looks among the todos of one owner, whatever that is called, and what is in todos', async () => {
    const owners = [
      'alice',
      'Alice',
      "o'neil",
      'back\\slash',
      '"quoted" AND',
      '6d65',
      '☃ {title}',
      'x'.repeat(255),
    ];
    const todos = owners.flatMap((ownerId) => [
      aTodo({ ownerId, title: 'Buy milk', description: 'alice 6d65 616c696365' }),
      aTodo({ ownerId, title: `For ${ownerId.slice(0, 50)}` }),
    ]);
    await em.insertMany(Todo, todos);
    for (const [index, ownerId] of owners.entries()) {
      const [milk, name] = todos.slice(2 * index);
      expect([...(await search('milk', ownerId))]).toEqual([[milk?.id, 1]]);
      expect([...(await search('alice 61', ownerId))]).toEqual([[milk?.id, 3]]);
      expect([...(await search('for', ownerId))]).toEqual([[name?.id, 1]]);
    }
    expect(await search('milk', 'bob')).toEqual(new Map());
  });

  test('finds a todo for whom it belongs to now', async () => {
    const [id = ''] = await insert([['one', 'two']]);
    await em.nativeUpdate(Todo, { id }, { ownerId: 'alice' });
    expect(await search('one two')).toEqual(new Map());
    expect(await search('one two', 'alice')).toEqual(new Map([[id, 2]]));
  });

  test('seeks in the index', async () => {
    await insert(Array.from({ length: 200 }, (_, index) => [`todo ${index}`, null]));
    await em.execute('analyze');
    const wanted = { words: searchWords('todo 17'), ownerId: LOCAL_OWNER, dialect: database.dialect };
    const query = sql`select "id" from "todos" where ${searchCondition(wanted)}`;
    const reads = await em.fork().transactional(async (transaction) => {
      if (database.dialect === 'sqlite') {
        return run(transaction, sql`explain query plan ${query}`);
      }
      await transaction.execute('set local enable_seqscan = off');
      return run(transaction, sql`explain (costs off) ${query}`);
    });
    const plan = reads.map((row) => String(row.detail ?? row['QUERY PLAN'])).join('\n');
    expect(plan).not.toMatch(/SCAN todo(s|_search_keys)\b|Seq Scan/);
    expect(plan).toMatch(
      /todo_search VIRTUAL TABLE INDEX 0:M|Bitmap Index Scan on ix_todos_owner_id_search_title/,
    );
  });
});
