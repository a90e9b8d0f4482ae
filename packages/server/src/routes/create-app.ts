import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { errorBody, toErrorAnswer } from '../errors/error-answer.js';
import { Refusal } from '../errors/refusal.js';
import type { ServerMetrics } from '../metrics/server-metrics.js';
import type { ServedModel } from '../models/served-model.js';
import { extensionContext } from './extension-context.js';
import { extensionRoutes } from './extension-routes.js';
import type { ServerExtension } from '../extensions/server-extension.js';
import { apiRoutes, type ApiRoutesInit } from './api-routes.js';
import { checkHost, hostCheck, type HostRules } from './check-host.js';
import { checkOrigin } from './check-origin.js';
import { healthRoutes, type HealthChecks } from './health-routes.js';
import { modelRoutes } from './model-routes.js';
import { pageFacts } from './page-facts.js';
import { securityHeaders } from './security-headers.js';
import { refusalHeaders } from './segment-route.js';
import { serveFolder } from './serve-folder.js';
import type { ServerEnv } from './server-env.js';

/** What the server consists of. */
export interface AppInit extends HealthChecks, HostRules {
  readonly models: readonly ServedModel[];
  /** Path of the folder of the playground. */
  readonly folder?: string;
  readonly metrics: ServerMetrics;
  readonly api?: Omit<ApiRoutesInit, 'cors'>;
  /** Other protocols; they need the API. */
  readonly extensions: readonly ServerExtension[];
  /** Origins whose pages may use the API; `*` for all. */
  readonly cors: readonly string[];
  readonly onError?: (message: string) => void;
}

/** All routes. Errors are answered as `{ "error": { "code", "message" } }`. */
export function createApp(init: AppInit): Hono<ServerEnv> {
  const { models, folder, metrics, api, extensions, cors, onError } = init;
  const isKnown = hostCheck(init);
  const app = new Hono<ServerEnv>();
  app.use(securityHeaders(), countRequests(metrics), checkHost(isKnown), checkOrigin({ cors, isKnown }));
  app.route('/', healthRoutes(init));
  app.get('/metrics', async (c) =>
    c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  );
  app.get('/langseg.json', (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.json(pageFacts(models, api !== undefined));
  });
  if (api) {
    app.use('/v1/*', compress({ contentTypeFilter: /json/ }));
    app.route('/', apiRoutes({ ...api, cors }));
    const context = extensionContext(api);
    for (const extension of extensions) app.route('/', extensionRoutes(extension.routes(context), api));
  }
  app.route('/', modelRoutes(models));
  if (folder) app.route('/', serveFolder({ folder }));

  app.notFound(() => {
    throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
  });
  app.onError((error, c) => {
    const answer = toErrorAnswer(error);
    if (answer.isUnexpected) onError?.(error.stack ?? String(error));
    return c.body(errorBody(answer), answer.status as ContentfulStatusCode, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...refusalHeaders(answer.headers),
    });
  });
  return app;
}

function countRequests(metrics: ServerMetrics): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const { outgoing } = c.env;
    const [method, status] = [c.req.method, c.res.status];
    const route = routeOf(matchedRoutes(c).map(({ path }) => path));
    outgoing.once('close', () => {
      metrics.countRequest({ method, route, status, seconds: (performance.now() - start) / 1000 });
    });
  };
}

/** Few names, whatever addresses strangers try. */
function routeOf(patterns: readonly string[]): string {
  return patterns.findLast((pattern) => pattern !== '/*' && pattern !== '/v1/*') ?? '/*';
}
