import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Tab } from './tabs.ts';

const { version } = createRequire(import.meta.url)('@graphql-yoga/render-graphiql/package.json');

/** Where the explorer's files are. Names the version, so that browsers may keep them for ever. */
export const FILES_PATH = `/graphql/explorer/${version}`;

/**
 * Runs in the browser. Monaco, GraphiQL's editor, asks for its workers by label. What a browser sends to open a socket
 * cannot have the headers of the open tab: the token among them goes with the first message, as the API expects it.
 */
const START = `
const workers = { graphql: 'graphql.worker.js', json: 'json.worker.js' };
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => '${FILES_PATH}/' + (workers[label] ?? 'editor.worker.js'),
};
const options = JSON.parse(document.getElementById('options').textContent);
let headers;
options.onTabChange = ({ tabs, activeTabIndex }) => {
  headers = tabs[activeTabIndex]?.headers;
};
options.connectionParams = () => {
  try {
    const found = Object.entries(JSON.parse(headers)).find(([name]) => name.toLowerCase() === 'authorization');
    return found && { authorization: found[1] };
  } catch {
    return {};
  }
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), options);
`;

/** A square with a tick. */
const ICON =
  "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23e10098'/%3E%3Cpath d='M4 8l3 3 5-6' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E";

/** The explorer's page. GraphiQL comes from this server, so it works without a network. */
export function renderPage(tabs: readonly Tab[]): string {
  const options = {
    endpoint: '/graphql',
    // graphql-ws.
    subscriptionsProtocol: 'WS',
    title: 'ToDo API',
    logo: '',
    defaultTabs: tabs,
  };
  // "<" could end the script element early.
  const json = JSON.stringify(options).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>ToDo API</title>
    <link rel="icon" href="data:image/svg+xml,${ICON}">
    <link rel="stylesheet" href="${FILES_PATH}/graphiql.css">
    <style>body { margin: 0 } #root { height: 100vh }</style>
  </head>
  <body>
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    <script id="options" type="application/json">${json}</script>
    <script src="${FILES_PATH}/graphiql.js"></script>
    <script>${START}</script>
  </body>
</html>
`;
}

/**
 * Lets the page load from and talk to this server only, and run no script but its own. Monaco writes its styles into
 * the page and keeps its font and cursors in data: addresses.
 */
export const CONTENT_SECURITY_POLICY = [
  `default-src 'none'`,
  `script-src 'self' 'sha256-${createHash('sha256').update(START).digest('base64')}'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self' data:`,
  `connect-src 'self'`,
  `worker-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');
