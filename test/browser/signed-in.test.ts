import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hs256, SECRET } from '../server/authentication/tokens.ts';
import { startApi } from '../server/process.ts';
import { until } from '../support/until.ts';
import { launchChromium } from './chromium.ts';

let browser: Browser;
let address: string;
let page: Page;

beforeAll(async () => {
  const api = startApi({ DATABASE_URL: 'sqlite::memory:', AUTH_SECRET: SECRET });
  [browser, address] = await Promise.all([launchChromium(), api.address]);
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(120_000);
});
afterAll(() => browser?.close());

/** Waits until the page shows that `title` was created, by somebody who creates it again and again until it does. */
async function hearsOf(title: string, authorization: string): Promise<void> {
  const query = `mutation { createTodo(input: { title: "${title}" }) { todo { id } } }`;
  await until(async () => {
    await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
    });
    return (await page.locator('.graphiql-response').textContent())?.includes(`"${title}"`) ?? false;
  });
}

test('the token in the headers of a tab opens its subscription, also after the page was loaded again', async () => {
  const authorization = `Bearer ${await hs256()}`;
  const headers = JSON.stringify({ Authorization: authorization });
  await page.goto(`${address}/graphql`);
  await page.getByText('query ListTodos').waitFor();
  const tab = page.getByRole('tab', { name: 'WatchTodos' });
  await until(async () => {
    await tab.click();
    return (await tab.getAttribute('aria-selected')) === 'true';
  });
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .view-lines:visible').click();
  await page.keyboard.insertText(headers);
  await until(async () => {
    const state = await page.evaluate<string>(`localStorage.getItem('graphiql:tabState')`);
    return JSON.parse(state).tabs.some((kept: Record<string, unknown>) => kept.headers === headers);
  });
  await page.locator('.graphiql-execute-button').click();
  await hearsOf('First', authorization);

  await page.reload();
  await page.getByText('subscription WatchTodos').waitFor();
  await page.locator('.graphiql-execute-button').click();
  await hearsOf('Second', authorization);
  expect(await page.locator('.graphiql-response').textContent()).not.toContain('errors');
});
