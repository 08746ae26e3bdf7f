import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { ask, startApi } from '../server/process.ts';
import { until } from '../support/until.ts';
import { launchChromium } from './chromium.ts';

let browser: Browser;
let address: string;
let page: Page;
let requests: string[];
/** Those of `requests` that ask for data. */
let operations: string[];
let complaints: string[];

beforeAll(async () => {
  const api = startApi({ DATABASE_URL: 'sqlite::memory:' });
  [browser, address] = await Promise.all([launchChromium(), api.address]);
});
afterAll(() => browser?.close());

beforeEach(async () => {
  requests = [];
  operations = [];
  complaints = [];
  const context = await browser.newContext();
  context.on('request', (request) => {
    requests.push(request.url());
    if (isOperation(request)) {
      operations.push(request.url());
    }
  });
  page = await context.newPage();
  // For what it waits by itself: so long that only what never comes fails.
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(message.text());
    }
  });
  await page.goto(`${address}/graphql`);
  await page.waitForSelector('.graphiql-execute-button');
  await page.getByText('query ListTodos').waitFor();
});
afterEach(() => page.context().close());

/** Tabs glide into place when the page opens: a click may miss. */
async function openTab(name: string) {
  const tab = page.getByRole('tab', { name });
  await until(async () => {
    await tab.click();
    return (await tab.getAttribute('aria-selected')) === 'true';
  });
}

/** Replaces what an editor holds, as a person does: select all, delete, type. */
async function type(editor: 'Query Editor' | 'Variables', text: string) {
  const input = page.locator(editor === 'Variables' ? '.graphiql-editor-tool' : '.graphiql-query-editor');
  await input.locator('.view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
  // GraphiQL takes over what an editor holds once nobody has typed for a moment, and then keeps it.
  const kept = editor === 'Variables' ? 'variables' : 'query';
  await until(async () => {
    const state = await page.evaluate<string>(`localStorage.getItem('graphiql:tabState')`);
    return JSON.parse(state).tabs.some((tab: Record<string, unknown>) => tab[kept] === text);
  });
}

/**
 * Clicks the button that runs the operation of the open tab, which then has `begun`. For a moment after a tab was opened
 * GraphiQL looks for the operation of the one before, and says that there is none: a person tries again.
 */
async function execute(begun: () => boolean): Promise<void> {
  await until(async () => {
    await page.locator('.graphiql-execute-button').click();
    for (let times = 0; times < 100 && !begun(); times++) {
      await page.waitForTimeout(100);
    }
    const shown = await page.locator('.graphiql-response').textContent();
    return begun() || !/Cannot\s*infer/.test(shown ?? '');
  });
}

/** Runs the operation of the open tab; gives the answer once the page shows it. */
async function run(): Promise<unknown> {
  const answered = page.waitForResponse((response) => isOperation(response.request()));
  const before = operations.length;
  await execute(() => operations.length > before);
  const answer: { data: unknown } = await (await answered).json();
  const expected = `"data":${withoutSpace(JSON.stringify(answer.data))}`;
  const shown = page.locator('.graphiql-response .view-lines');
  await until(async () => withoutSpace(await shown.textContent()).includes(expected));
  return answer;
}

/** Not what GraphiQL asks by itself: the schema, pictures, code. */
function isOperation(request: Request): boolean {
  const asked = request.postData() ?? '';
  return asked !== '' && !asked.includes('__schema');
}

/** The editor breaks and indents lines, with spaces that do not break. */
function withoutSpace(text: string | null): string {
  return (text ?? '').replaceAll(/\s/g, '');
}

describe('GraphiQL in a browser', () => {
  test('opens on a query that lists todos, with tabs that read more, change todos and watch them', async () => {
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      'ListTodos',
      'Overview',
      'SearchTodos',
      'CreateTodo',
      'CompleteTodo',
      'DeleteTodo',
      'WatchTodos',
    ]);
    expect(await run()).toMatchObject({ data: { todos: { totalCount: 0, nodes: [] } } });
  });

  test('creates, lists, completes and deletes a todo', async () => {
    await openTab('CreateTodo');
    await type('Variables', '{ "input": { "title": "Water the plants" } }');
    const created = (await run()) as { data: { createTodo: { todo: { id: string } } } };
    const { id } = created.data.createTodo.todo;

    await openTab('ListTodos');
    expect(await run()).toMatchObject({
      data: { todos: { totalCount: 1, nodes: [{ id, title: 'Water the plants', version: 1 }] } },
    });

    await openTab('CompleteTodo');
    await type('Variables', `{ "input": { "id": "${id}", "expectedVersion": 1 } }`);
    expect(await run()).toMatchObject({ data: { completeTodo: { todo: { id, isDone: true } } } });

    await openTab('DeleteTodo');
    await type('Variables', `{ "input": { "id": "${id}" } }`);
    expect(await run()).toMatchObject({ data: { deleteTodo: { deletedId: id } } });

    await openTab('ListTodos');
    expect(await run()).toMatchObject({ data: { todos: { totalCount: 0 } } });
  });

  test('shows changes as they happen, over a socket of this server', async () => {
    const sent: string[] = [];
    page.on('websocket', (socket) => {
      sent.push(socket.url());
      socket.on('framesent', ({ payload }) => sent.push(String(payload)));
    });
    await openTab('WatchTodos');
    const isSubscribed = () => sent.some((text) => text.includes('todoChanged'));
    await execute(isSubscribed);
    await until(isSubscribed);
    expect(sent[0]).toBe(`${address.replace('http', 'ws')}/graphql`);
    await ask(address, 'mutation { createTodo(input: { title: "Look" }) { todo { id } } }');
    const response = page.locator('.graphiql-response');
    await until(async () => (await response.textContent())?.includes('"Look"') ?? false);
    expect(complaints).toEqual([]);
  });

  test('runs what is typed into the editor, and shows the documentation of the schema', async () => {
    await type('Query Editor', '{ todos(first: 101) { totalCount } }');
    expect(await run()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    await page.getByRole('button', { name: /Documentation/ }).click();
    await page.getByText('TodoConnection', { exact: true }).first().click();
    await page
      .getByText('How many todos match the filter, on all pages. Counted only when asked for.')
      .waitFor();
  });

  test('asks nobody but this server, and nothing fails', async () => {
    await run();
    await openTab('CreateTodo');
    await page.waitForTimeout(500);
    expect(requests.filter((url) => !url.startsWith(`${address}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(requests.length).toBeGreaterThan(5);
    expect(complaints).toEqual([]);
  });
});
