import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import { NODE_TYPES, toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { schema } from '../../src/server/schema.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { argumentsWith, probesOf, variations } from './arguments.ts';
import { nestedOperations, type Operation, rootOperations } from './operations.ts';
import { belongings, nobodys, type Person, person, settle } from './people.ts';
import { forgetsOwner } from './statements.ts';

const DEEP = 6;
const SHALLOW = 3;
const READS = [...rootOperations('query', SHALLOW), ...nestedOperations(SHALLOW)];
const DEEP_READS = [...rootOperations('query', DEEP), ...nestedOperations(DEEP)];
const PROBED = [...READS, ...rootOperations('mutation', SHALLOW)];

/** What differs between two answers to the same create. */
function withoutWhatIsNew(answer: string): string {
  return answer.replaceAll(/"(id|name|cursor|\w+Cursor|position|\w+At|deletedIds?)":"[^"]*"/g, '"$1":"…"');
}

describeDatabases('two people of whom each has todos, lists and tags', (database) => {
  let api: TestApi;
  let ann: Person;
  let bob: Person;
  /** What Bob was answered, before Ann came. */
  let before: string[];

  const ask = async (who: Person, { text }: Pick<Operation, 'text'>, variables: Record<string, unknown>) =>
    JSON.stringify(await api.as(who.viewer).run(text, variables));
  const own = ({ parent }: Operation, who: Person) => (parent ? { own: who.ids[parent][0] } : {});

  /** Bob's answers to every query, with every argument that there is. */
  async function allReads(): Promise<string[]> {
    const answers: string[] = [];
    for (const read of DEEP_READS) {
      const given = argumentsWith(read.field.args, read.field.name, bob);
      answers.push(await ask(bob, read, { ...given, ...own(read, bob) }));
    }
    for (const read of READS) {
      for (const given of variations(read.field.args, read.field.name, bob)) {
        answers.push(await ask(bob, read, { ...given, ...own(read, bob) }));
      }
    }
    return answers;
  }

  /** Whether there is anything of hers in an answer, in the clear or in a cursor. */
  function mentionsAnn(answer: string): boolean {
    const opaque = [...answer.matchAll(/"([\w-]{12,})"/g)].map(([, text = '']) =>
      Buffer.from(text, 'base64url').toString(),
    );
    const hers = [ann.word, ...NODE_TYPES.flatMap((type) => ann.ids[type])];
    const uuids = Object.values(ann.rows).flatMap((rows) =>
      rows.map((row) => ('id' in row ? row.id : row.tag)),
    );
    return [answer, ...opaque].some((text) => [...hers, ...uuids].some((secret) => text.includes(secret)));
  }

  beforeAll(async () => {
    api = await openApi(database);
    [ann, bob] = [person('ann', 'annsecret'), person('bob', 'bobsown')];
    await settle(api.em, bob);
    before = await allReads();
    await settle(api.em, ann);
    api.statements.length = 0;
  });

  afterAll(() => api.close());

  test('the walk sees much: its answers have what Bob has, and no errors but for wrong input', () => {
    const all = before.join();
    for (const ids of Object.values(bob.ids)) {
      expect(all).toContain(ids[0]);
    }
    const codes = [...all.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);
    expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT'].filter((code) => codes.includes(code))));
    expect(before.filter((answer) => answer.includes('"errors"')).length).toBeLessThan(before.length / 4);
  });

  test('what Ann has changes nothing that Bob reads: not a row, not a count, not an order', async () => {
    expect(await allReads()).toEqual(before);
    expect(before.filter(mentionsAnn)).toEqual([]);
  });

  describe('an id of hers is to Bob as one of nothing', () => {
    test.each(PROBED.map((operation) => [operation.name, operation] as const))(
      '%s',
      async (_name, operation) => {
        const { field } = operation;
        let hers = await belongings(api.em, ann);
        for (const { path, reference } of probesOf(field.args, field.name)) {
          if (reference === 'cursor') {
            continue;
          }
          const answerTo = (given: string) =>
            ask(bob, operation, {
              ...argumentsWith(field.args, field.name, bob, path, given),
              ...own(operation, bob),
            });
          if (reference === 'client id') {
            const taken = crypto.randomUUID();
            await ask(ann, operation, {
              ...argumentsWith(field.args, field.name, ann, path, taken),
              ...own(operation, ann),
            });
            hers = await belongings(api.em, ann);
            const [answer, other] = [await answerTo(taken), await answerTo(crypto.randomUUID())];
            expect(withoutWhatIsNew(answer)).toBe(withoutWhatIsNew(other));
            expect(mentionsAnn(answer)).toBe(false);
            continue;
          }
          const types = reference === 'any node' ? NODE_TYPES : [reference];
          for (const type of types) {
            for (const id of ann.ids[type]) {
              const nothing = nobodys(type);
              const [answer, other] = [await answerTo(id), await answerTo(nothing)];
              expect([path, answer.replaceAll(id, '<id>')]).toEqual([
                path,
                other.replaceAll(nothing, '<id>'),
              ]);
              expect(mentionsAnn(answer.replaceAll(id, '<id>'))).toBe(false);
            }
          }
        }
        expect(await belongings(api.em, ann)).toEqual(hers);
      },
    );
  });

  test('a UUID that she has created something with is free for him, and what he then has is his', async () => {
    const create =
      'mutation ($id: UUID) { createTodo(input: { id: $id, title: "his" }) { todo { id title } userErrors { code } } }';
    const { createTodo } = await api.as(bob.viewer).data(create, { id: ann.clientId });
    expect(createTodo).toEqual({ todo: { id: expect.any(String), title: 'his' }, userErrors: [] });
    expect((await api.as(bob.viewer).data(create, { id: ann.clientId })).createTodo).toEqual(createTodo);
    expect(ann.ids.Todo).not.toContain(createTodo.todo.id);
  });

  test('a tag of his may have the name of one of hers', async () => {
    const create = 'mutation { createTag(input: { name: "Everybody has this" }) { userErrors { code } } }';
    for (const who of [ann, bob]) {
      expect((await api.as(who.viewer).data(create)).createTag.userErrors).toEqual([]);
    }
  });

  test('a cursor of hers leads him to nothing but what is his', async () => {
    for (const read of READS.filter(({ field }) => field.args.some(({ name }) => name === 'after'))) {
      const given = argumentsWith(read.field.args, read.field.name, ann);
      const page = await ask(ann, read, { ...given, ...own(read, ann) });
      const cursors = new Set([...page.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor]) => cursor));
      expect(cursors.size).toBeGreaterThan(0);
      for (const cursor of [...cursors].slice(0, 5)) {
        for (const side of ['after', 'before']) {
          const asked = argumentsWith(read.field.args, read.field.name, bob);
          const answer = await ask(bob, read, { ...asked, ...own(read, bob), [side]: cursor });
          expect(mentionsAnn(answer.replaceAll(String(cursor), '<cursor>'))).toBe(false);
        }
      }
    }
  });

  test('he hears of nothing that happens to what she has', async () => {
    const subscriptions = rootOperations('subscription', SHALLOW);
    const heard: string[] = [];
    const first: Promise<unknown>[] = [];
    const listen = async ({ text, field }: Operation, who: Person, variables: Record<string, unknown>) => {
      const contextValue = api.as(who.viewer).context();
      const events = await subscribe({
        schema,
        document: parse(text),
        variableValues: variables,
        contextValue,
      });
      if (!(Symbol.asyncIterator in events)) {
        throw new Error(`${field.name}: ${JSON.stringify(events)}`);
      }
      return events;
    };
    const open: AsyncGenerator<ExecutionResult>[] = [];
    for (const subscription of subscriptions) {
      const { args, name } = subscription.field;
      const given = [
        argumentsWith(args, name, bob),
        ...probesOf(args, name).flatMap(({ path, reference }) =>
          (reference === 'Todo' || reference === 'List' || reference === 'Tag' ? ann.ids[reference] : []).map(
            (id) => argumentsWith(args, name, bob, path, id),
          ),
        ),
      ];
      expect(given.length).toBeGreaterThan(args.length);
      for (const variables of given) {
        const events = await listen(subscription, bob, variables);
        open.push(events);
        first.push(events.next().then(({ value }) => heard.push(JSON.stringify(value))));
      }
      const hers = await listen(subscription, ann, argumentsWith(args, name, ann));
      open.push(hers);
      const herFirst = hers.next();
      for (const mutation of rootOperations('mutation', 2)) {
        await ask(ann, mutation, argumentsWith(mutation.field.args, mutation.field.name, ann));
      }
      expect(JSON.stringify((await herFirst).value)).toContain('"data"');
    }
    const create = 'mutation { createTodo(input: { title: "bobsown at last" }) { todo { id } } }';
    await api.as(bob.viewer).data(create);
    // Events come in the order in which they happened: what she did would have come by now.
    await first[0];
    expect(heard).toEqual([expect.stringContaining('bobsown at last')]);
    await Promise.all(open.map((events) => events.return?.(undefined)));
  });

  test('every statement of all this said whose the rows are', () => {
    expect(api.statements.length).toBeGreaterThan(1_000);
    const reads = api.statements.filter((statement) => /"(todos|lists|tags|todo_tags)"/.test(statement));
    expect([...new Set(reads.filter(forgetsOwner))].slice(0, 3)).toEqual([]);
  });
});

test('what the walk could not fill would fail it', () => {
  expect(() =>
    probesOf([{ name: 'ownerId', type: schema.getType('ID') as never, defaultValue: undefined }], 'x'),
  ).toThrow(/Nobody knows what the id at x: ownerId is of/);
  expect(toGlobalId('Todo', 'x')).toBeDefined();
});
