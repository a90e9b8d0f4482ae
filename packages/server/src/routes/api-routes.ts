import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { Refusal } from '../errors/refusal.js';
import type { ServedModel } from '../models/served-model.js';
import type { ModelsAnswer } from '../openapi/answer-schemas.js';
import { openApiDocument } from '../openapi/openapi-document.js';
import { segmentRoute, type SegmentRouteInit } from './segment-route.js';
import type { ServerEnv } from './server-env.js';

/** What the API consists of. */
export interface ApiRoutesInit extends SegmentRouteInit {
  readonly model: ServedModel;
  /** Origins whose pages may read answers; `*` for all. */
  readonly cors: readonly string[];
}

/** `/v1/segment`, `/v1/models` and `/openapi.json`. */
export function apiRoutes(init: ApiRoutesInit): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  for (const path of ['/v1/*', '/openapi.json']) if (init.cors.length > 0) app.use(path, corsFor(init.cors));
  const document = openApiDocument({ ...init, formats: init.pool.formats });
  const models = modelsAnswer(init);
  app.route('/v1/segment', segmentRoute(init));
  app.get('/v1/models', (c) => c.json(models));
  app.get('/openapi.json', (c) => c.json(document));
  for (const path of ['/v1/models', '/openapi.json']) {
    app.options(path, (c) => c.body(null, 204, { Allow: 'GET, HEAD, OPTIONS' }));
    app.all(path, () => {
      throw new Refusal('METHOD_NOT_ALLOWED', 'This is read with GET.', { allow: 'GET, HEAD, OPTIONS' });
    });
  }
  return app;
}

function corsFor(origins: readonly string[]): MiddlewareHandler {
  const allow = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
    allowHeaders: ['Content-Type', 'Content-Encoding'],
    exposeHeaders: ['Server-Timing', 'Retry-After', 'Accept-Encoding'],
    maxAge: 600,
  });
  // Who asks for the methods alone is told them by the route.
  const isPreflight = (headers: Headers): boolean => headers.has('access-control-request-method');
  return async (c, next) =>
    c.req.method !== 'OPTIONS' || isPreflight(c.req.raw.headers) ? allow(c, next) : next();
}

function modelsAnswer({
  model: { id, name, kind, description, license, bytes, components, preprocessing },
  maxBodyBytes,
  maxPixels,
  maxLabels,
  maxLongestSide,
  maxComparisons,
}: ApiRoutesInit): ModelsAnswer {
  return {
    models: [{ id, name, kind, description, license, bytes, components, preprocessing }],
    limits: { maxBodyBytes, maxPixels, maxLabels, maxLongestSide, maxComparisons },
  };
}
