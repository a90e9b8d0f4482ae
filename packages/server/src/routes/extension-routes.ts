import { Hono } from 'hono';
import { Refusal } from '../errors/refusal.js';
import type { ByteBudget } from '../http/byte-budget.js';
import { readBody } from '../http/read-body.js';
import { sendContinue } from '../http/send-continue.js';
import { decodeJson } from '../requests/decode-json.js';
import { parseMediaType } from '../requests/media-type.js';
import type { ServerEnv } from './server-env.js';
import type { ExtensionRoute } from '../extensions/server-extension.js';

/** What the bodies of requests are read with. */
export interface ExtensionRoutesInit {
  readonly budget: ByteBudget;
  readonly maxBodyBytes: number;
}

/** Characters of JSON outside of texts: tasks of annotation tools come with masks as lists of numbers. */
const maxOutside = 20_000_000;

/** The routes of an extension: JSON in, JSON out. */
export function extensionRoutes(
  routes: readonly ExtensionRoute[],
  { budget, maxBodyBytes: maxBytes }: ExtensionRoutesInit,
): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  for (const route of routes) {
    const { method, path } = route;
    app.on(method, path, async (c) => {
      const { signal } = c.req.raw;
      const body = method === 'GET' ? undefined : await readJson(c.env, c.req.header('content-type'));
      return c.json((await route.answer({ body, signal })) as object, 200, { 'Cache-Control': 'no-store' });
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    const allow = [...methods, 'OPTIONS'].join(', ');
    app.options(path, (c) => c.body(null, 204, { Allow: allow }));
    app.all(path, () => {
      throw new Refusal('METHOD_NOT_ALLOWED', `This address takes ${methods.join(' and ')}.`, { allow });
    });
  }
  return app;

  async function readJson({ incoming, outgoing }: ServerEnv['Bindings'], contentType = ''): Promise<unknown> {
    const { kind, charset } = parseMediaType(contentType);
    if (kind !== 'json')
      throw new Refusal('MEDIA_TYPE_UNSUPPORTED', 'Expected a body of type application/json.');
    using body = await readBody(incoming, {
      maxBytes,
      budget,
      onWanted: () => sendContinue(incoming, outgoing),
    });
    return decodeJson(body.bytes, charset, maxOutside);
  }
}
