import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadBundle } from './bundle.ts';
import { CONTENT_SECURITY_POLICY, FILES_PATH, renderPage } from './page.ts';
import { tabs } from './tabs.ts';

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Whether this is a browser that opens an address, not a program that asks for data. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

/** Answers with GraphiQL. */
export function sendPage(reply: FastifyReply): FastifyReply {
  // The browser will ask for the files in a moment.
  loadBundle().catch((error: unknown) => reply.log.error({ err: error }, 'GraphiQL could not be read'));
  return reply
    .headers({ ...HEADERS, vary: 'accept', 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(renderPage(tabs));
}

/** Serves the files of GraphiQL. */
export function serveExplorerFiles(server: FastifyInstance): void {
  server.get<{ Params: { file: string } }>(`${FILES_PATH}/:file`, async (request, reply) => {
    const asset = (await loadBundle()).get(request.params.file);
    if (asset === undefined) {
      return reply.callNotFound();
    }
    reply
      .headers({
        ...HEADERS,
        vary: 'accept-encoding',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .type(asset.type);
    return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      ? reply.header('content-encoding', 'gzip').send(asset.gzip)
      : reply.send(gunzipSync(asset.gzip));
  });
}
