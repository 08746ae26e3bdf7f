import { describe, expect, test } from '@jest/globals';
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { compareModel } from '../../contract/model/compare-model.ts';
import { readModel } from '../../contract/model/entity-model.ts';
import { schema } from './schemas.ts';

const Priority = { LOW: 10, HIGH: 30 } as const;

/** The properties of a note; a test changes one. */
const PROPERTIES = {
  id: p.uuid().primary(),
  title: p.string().length(200),
  text: p.text().nullable(),
  isDone: p.boolean().default(false),
  priority: p.enum(() => Priority).default(Priority.LOW),
  color: p.enum(['RED', 'BLUE']).nullable(),
  dueDate: p.date().nullable(),
  size: p.integer().nullable(),
  weight: p.double().nullable(),
  labels: p.array(),
  createdAt: p.datetime(3).defaultRaw('current_timestamp'),
};

const SDL = `
directive @length(max: Int!) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
scalar Date
scalar DateTime
interface Node { id: ID! }
type Query { note: Note }
enum Priority {
  LOW
  HIGH
}
enum Color { RED BLUE }
type Note implements Node {
  id: ID!
  "At most 200 Unicode code points."
  title: String! @length(max: 200)
  text: String
  isDone: Boolean!
  priority: Priority!
  color: Color
  dueDate: Date
  size: Int
  weight: Float
  labels: [String!]!
  createdAt: DateTime!
}
input CreateNoteInput {
  "At most 200 Unicode code points."
  title: String! @length(max: 200)
  text: String
  isDone: Boolean! = false
  priority: Priority! = LOW
  labels: [String!]!
}
input UpdateNoteInput {
  id: ID!
  "At most 200 Unicode code points."
  title: String @length(max: 200)
  text: String
  isDone: Boolean
  priority: Priority
}
`;

/** Where a declaration would stand: by its name, since it is made here. */
const locate = (entity: string, property?: string) => [entity, property].filter(Boolean).join('.');

function entity(changes: object = {}, name = 'Note'): EntitySchema {
  const properties = Object.entries({ ...PROPERTIES, ...changes }).filter(
    ([, property]) => property !== undefined,
  );
  return defineEntity({ name, properties: Object.fromEntries(properties) }) as unknown as EntitySchema;
}

/** What is found where the SDL has `after` for `before`, and the properties are changed. */
function found(
  [before, after]: readonly [before: string, after: string],
  changes: object = {},
  excuses: Record<string, string> = {},
) {
  expect(SDL).toContain(before);
  return compareModel(schema(SDL.replace(before, after)), readModel([entity(changes)], locate), excuses);
}

const SAME = ['', ''] as const;

type Case = [mismatch: string, sdl: readonly [string, string], changes: object, ...finding: string[]];

const OUTPUTS: Case[] = [
  [
    'a field that is null in the SDL alone',
    ['isDone: Boolean!\n', 'isDone: Boolean\n'],
    {},
    'Note.isDone',
    'schema/todo.graphqls:16, Note.isDone',
    'It may be null in the SDL (Boolean), and is never null in the entity.',
    'Make it Boolean! in the SDL, or make the property nullable.',
  ],
  [
    'a field that is null in the entity alone',
    SAME,
    { createdAt: p.datetime(3).nullable() },
    'Note.createdAt',
    'schema/todo.graphqls:23, Note.createdAt',
    'It is never null in the SDL (DateTime!), and may be null in the entity.',
    'Make it DateTime in the SDL, or make the property not nullable.',
  ],
  [
    'a list in the SDL alone',
    ['size: Int', 'size: [Int!]'],
    {},
    'Note.size',
    'schema/todo.graphqls:20, Note.size',
    'It is a list in the SDL ([Int!]), and one value in the entity.',
    'Take the brackets away, or make the property a list.',
  ],
  [
    'a list in the entity alone',
    SAME,
    { size: p.array<number>().columnType('int[]').nullable() },
    'Note.size',
    'schema/todo.graphqls:20, Note.size',
    'It is one value in the SDL (Int), and a list in the entity.',
    'Put the type in brackets, or make the property a single value.',
  ],
  [
    'another scalar',
    ['dueDate: Date\n', 'dueDate: DateTime\n'],
    {},
    'Note.dueDate',
    'schema/todo.graphqls:19, Note.dueDate',
    'It is DateTime in the SDL, and the property is a column of type date.',
    'Make it Date in the SDL, or change the property.',
  ],
  [
    'a column that no scalar is known for',
    SAME,
    { size: p.json().nullable() },
    'Note.size',
    'schema/todo.graphqls:20, Note.size',
    'It is Int in the SDL, and the property is a column of type jsonb.',
    'Say in contract/model/scalars.ts which scalar shows such a column.',
  ],
  [
    'an enum in the entity alone',
    ['color: Color', 'color: String'],
    {},
    'Note.color',
    'schema/todo.graphqls:18, Note.color',
    'It is String in the SDL, and an enum in the entity: RED, BLUE.',
    'Give the field an enum type with these values.',
  ],
  [
    'an enum value in the SDL alone',
    ['LOW\n  HIGH', 'LOW\n  HIGH\n  URGENT'],
    {},
    'Priority.URGENT',
    'schema/todo.graphqls:9, Note.priority',
    `The SDL has this value, the entity's Note.priority has not.`,
    'Add it to the enum of the property, or take it out of the SDL.',
  ],
  [
    'an enum value in the entity alone',
    ['LOW\n  HIGH', 'LOW'],
    {},
    'Priority.HIGH',
    'schema/todo.graphqls:6, Note.priority',
    `The entity's Note.priority has this value, the SDL has not: a row with it could not be shown.`,
    'Add it to the enum in the SDL, or take it out of the enum of the property.',
  ],
  [
    'an enum value of a list of values in the entity alone',
    SAME,
    { color: p.enum(['RED', 'BLUE', 'GREEN']).nullable() },
    'Color.GREEN',
    'schema/todo.graphqls:10, Note.color',
    `The entity's Note.color has this value, the SDL has not: a row with it could not be shown.`,
    'Add it to the enum in the SDL, or take it out of the enum of the property.',
  ],
  [
    'a length that the SDL has not',
    ['size: Int', 'size: String'],
    { size: p.string().length(80).nullable() },
    'Note.size',
    'schema/todo.graphqls:20, Note.size',
    'It has no @length in the SDL, and at most 80 code points in the entity.',
    'Write @length(max: 80), or change the length of the property.',
  ],
  [
    'a length in the SDL alone',
    ['  text: String\n  isDone: Boolean!\n', '  "80" text: String @length(max: 80)\n  isDone: Boolean!\n'],
    {},
    'Note.text',
    'schema/todo.graphqls:15, Note.text',
    'It has @length(max: 80) in the SDL, and no longest length in the entity.',
    'Give the property .length(80), or take @length away.',
  ],
  [
    'a length that its description does not say',
    ['"At most 200 Unicode code points."', '"At most 2000 Unicode code points."'],
    {},
    'Note.title',
    'schema/todo.graphqls:14, Note.title',
    'Its description does not say 200, its @length: clients that ask by introspection see nothing else.',
    'Say "at most 200 Unicode code points" in the description.',
  ],
  [
    'a field without a property',
    ['  size: Int\n', '  size: Int\n  place: String\n'],
    {},
    'Note.place',
    'schema/todo.graphqls:21, Note',
    'The SDL has this field, the entity Note has no such property.',
    'Add the property, or give the reason in contract/not-compared.ts.',
  ],
  [
    'a property without a field',
    ['  size: Int\n', ''],
    {},
    'Note.size',
    'schema/todo.graphqls:11, Note.size',
    'The entity has this property, the type Note has no such field.',
    'Add the field to the SDL, or give the reason in contract/not-compared.ts.',
  ],
];

const INPUTS: Case[] = [
  [
    'a field without a property',
    ['input UpdateNoteInput {\n', 'input UpdateNoteInput {\n  place: String\n'],
    {},
    'UpdateNoteInput.place',
    'schema/todo.graphqls:34, Note',
    'The SDL has this field, the entity Note has no such property.',
    'Add the property, or give the reason in contract/not-compared.ts.',
  ],
  [
    'a create that does not ask for what a row needs',
    ['  labels: [String!]!\n}', '}'],
    {},
    'CreateNoteInput.labels',
    'schema/todo.graphqls:25, Note.labels',
    `The entity's Note.labels needs a value and has no default, and the input does not ask for it.`,
    'Add the field to the input, give the property a default, or give the reason in contract/not-compared.ts.',
  ],
  [
    'a create that lets be left out what a row needs',
    ['  labels: [String!]!\n}', '  labels: [String!]\n}'],
    {},
    'CreateNoteInput.labels',
    'schema/todo.graphqls:31, Note.labels',
    'It may be left out in the SDL ([String!]), and the entity needs a value: it is not nullable and has no default.',
    'Make it [String!]! in the SDL, or give the property a default.',
  ],
  [
    'a create that insists on what has a default',
    ['isDone: Boolean! = false', 'isDone: Boolean!'],
    {},
    'CreateNoteInput.isDone',
    'schema/todo.graphqls:29, Note.isDone',
    'It has to be sent in the SDL (Boolean!), and the entity can do without: it has a default.',
    'Give it that default in the SDL, or take the default away from the property.',
  ],
  [
    'a create that insists on what may be null',
    ['text: String\n  isDone: Boolean! = false', 'text: String!\n  isDone: Boolean! = false'],
    {},
    'CreateNoteInput.text',
    'schema/todo.graphqls:28, Note.text',
    'It has to be sent in the SDL (String!), and the entity can do without: it is nullable.',
    'Make it String in the SDL, or make the property not nullable.',
  ],
  [
    'a create with another default',
    ['priority: Priority! = LOW', 'priority: Priority! = HIGH'],
    {},
    'CreateNoteInput.priority',
    'schema/todo.graphqls:30, Note.priority',
    'Its default is HIGH in the SDL, and LOW in the entity.',
    'Give both the same default.',
  ],
  [
    'an update that insists on a field',
    ['isDone: Boolean\n', 'isDone: Boolean!\n'],
    {},
    'UpdateNoteInput.isDone',
    'schema/todo.graphqls:38, Note.isDone',
    'It has to be sent (Boolean!), and what is left out of an update is to stay as it is.',
    'Make it Boolean.',
  ],
  [
    'an update with a default',
    ['isDone: Boolean\n', 'isDone: Boolean = false\n'],
    {},
    'UpdateNoteInput.isDone',
    'schema/todo.graphqls:38, Note.isDone',
    'It has the default false, which would overwrite what is stored whenever the field is left out.',
    'Take the default away.',
  ],
  [
    'another type',
    ['input UpdateNoteInput {\n', 'input UpdateNoteInput {\n  size: Float\n'],
    {},
    'UpdateNoteInput.size',
    'schema/todo.graphqls:34, Note.size',
    'It is Float in the SDL, and the property is a column of type int.',
    'Make it Int in the SDL, or change the property.',
  ],
];

describe('An SDL in step with its entities', () => {
  test('has nothing to say', () => {
    expect(found(SAME)).toEqual([]);
  });

  test.each(OUTPUTS)(
    'shows %s',
    (_mismatch, sdl, changes, subject = '', places = '', problem = '', remedy = '') => {
      expect(found(sdl, changes)).toEqual([
        { rule: 'entity-model', subject, places: places.split(', '), problem, remedy },
      ]);
    },
  );

  test.each(INPUTS)(
    'shows, in an input, %s',
    (_mismatch, sdl, changes, subject = '', places = '', problem = '', remedy = '') => {
      expect(found(sdl, changes)).toEqual([
        { rule: 'entity-model', subject, places: places.split(', '), problem, remedy },
      ]);
    },
  );

  test('shows another length wherever the SDL says one', () => {
    expect(
      found(SAME, { title: p.string().length(100) }).map(({ subject, problem }) => [subject, problem]),
    ).toEqual(
      ['Note.title', 'CreateNoteInput.title', 'UpdateNoteInput.title'].map((subject) => [
        subject,
        'It has @length(max: 200) in the SDL, and at most 100 code points in the entity.',
      ]),
    );
  });

  test('knows the length that PostgreSQL gives a text without one', () => {
    expect(found(SAME, { text: p.string().nullable() })[0]?.problem).toBe(
      'It has no @length in the SDL, and at most 255 code points in the entity.',
    );
  });
});

describe('An entity without a type, a Node without an entity', () => {
  test('is shown', () => {
    const model = readModel([entity({}, 'Memo')], locate);
    expect(
      compareModel(schema(SDL), model, {}).map(({ subject, places, problem }) => [subject, places, problem]),
    ).toEqual([
      ['Memo', ['Memo'], 'There is an entity of this name, and no object type in the SDL.'],
      ['Note', ['schema/todo.graphqls:11'], 'The SDL has this Node, and there is no entity of the name.'],
    ]);
  });
});

describe('A relation', () => {
  const Owner = defineEntity({ name: 'Owner', properties: { id: p.uuid().primary() } });
  const relations = {
    owner: () => p.manyToOne(Owner),
    readers: () => p.manyToMany(Owner),
    watchers: () => p.manyToMany(Owner),
  };
  const sdl = SDL.replace(
    '  createdAt: DateTime!\n',
    '  createdAt: DateTime!\n  owner: Owner!\n  readers: [Owner!]!\n  watchers: OwnerConnection!\n',
  )
    .replace('  labels: [String!]!\n}', '  labels: [String!]!\n  ownerId: ID!\n  readerIds: [ID!]\n}')
    .concat('type Owner implements Node { id: ID! }\ntype OwnerConnection { nodes: [Owner!]! }');
  const compare = (text: string) =>
    compareModel(
      schema(text),
      readModel([entity(relations), Owner as unknown as EntitySchema], locate),
      {},
    ).map(({ subject, problem }) => [subject, problem]);

  test('is shown by the type of the other entity, its list or its connection; an input takes ids', () => {
    expect(compare(sdl)).toEqual([]);
  });

  test('to another entity than the SDL says is shown', () => {
    expect(compare(sdl.replace('owner: Owner!', 'owner: Note!'))).toEqual([
      ['Note.owner', 'It is Note in the SDL, and the property is a relation to Owner.'],
    ]);
  });
});

describe('What is not compared', () => {
  const extra = ['  size: Int\n', '  size: Int\n  place: String\n'] as const;

  test('has a reason', () => {
    expect(found(extra, {}, { 'Note.place': 'Computed.' })).toEqual([]);
    expect(found(extra, {}, { 'Note.place': ' ' }).map(({ subject, problem }) => [subject, problem])).toEqual(
      [
        ['Note.place', 'The SDL has this field, the entity Note has no such property.'],
        ['Note.place', 'It may differ from the entity without a reason.'],
      ],
    );
  });

  test('differs', () => {
    expect(found(SAME, {}, { 'Note.place': 'Computed.' })).toEqual([
      {
        rule: 'entity-model',
        subject: 'Note.place',
        places: ['contract/not-compared.ts'],
        problem: 'It is said to differ from the entity, and does not.',
        remedy: 'Take the line away.',
      },
    ]);
  });
});
