import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal, type RefusalHeaders } from '../errors/refusal.js';
import type { ByteBudget } from '../http/byte-budget.js';
import { readBody } from '../http/read-body.js';
import { sendContinue } from '../http/send-continue.js';
import type { ServerMetrics } from '../metrics/server-metrics.js';
import type { Answer, Timings } from '../segmenting/answer.js';
import { parseMediaType } from '../requests/media-type.js';
import { readRequest } from '../requests/read-request.js';
import type { SegmentLimits } from '../limits/segment-limits.js';
import { withinTime, type TimeLimits } from '../segmenting/within-time.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import type { ServerEnv } from './server-env.js';

/** What the route needs. */
export interface SegmentRouteInit extends SegmentLimits, TimeLimits {
  readonly pool: WorkerPool;
  readonly budget: ByteBudget;
  readonly metrics: ServerMetrics;
  readonly maxBodyBytes: number;
  readonly onError?: (message: string) => void;
}

/** `POST /v1/segment`. */
export function segmentRoute(init: SegmentRouteInit): Hono<ServerEnv> {
  const { pool, budget, metrics, maxBodyBytes: maxBytes, onError } = init;
  const app = new Hono<ServerEnv>();
  app.post('/', async (c) => {
    const { incoming, outgoing } = c.env;
    const type = parseMediaType(c.req.header('content-type') ?? '');
    // Before the body is sent, and again behind it.
    pool.assertOpen();
    using body = await readBody(incoming, {
      maxBytes,
      budget,
      onWanted: () => sendContinue(incoming, outgoing),
    });
    const start = performance.now();
    const request = await readRequest(body.bytes, type, { ...init, formats: pool.formats });
    const parse = performance.now() - start;
    const posted = await withinTime(c.req.raw.signal, init, (signal) => pool.answer(request, signal));
    const answer = { ...posted, timings: { parse, ...posted.timings } };
    metrics.countSteps(answer.timings);
    if (answer.failure) onError?.(answer.failure);
    return c.body(
      answer.body as Uint8Array<ArrayBuffer>,
      answer.status as ContentfulStatusCode,
      headersOf(answer),
    );
  });
  app.options('/', (c) => c.body(null, 204, { Allow: 'POST, OPTIONS' }));
  app.all('/', () => {
    throw new Refusal('METHOD_NOT_ALLOWED', 'Photos are sent with POST.', { allow: 'POST, OPTIONS' });
  });
  return app;
}

function headersOf({ contentType, timings, headers }: Answer): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Cache-Control': 'no-store',
    'Server-Timing': serverTiming(timings),
    ...refusalHeaders(headers),
  };
}

/** Headers of an answer with an error. */
export function refusalHeaders({ retryAfter, allow, acceptEncoding }: RefusalHeaders = {}): Record<
  string,
  string
> {
  return {
    ...(retryAfter && { 'Retry-After': `${retryAfter}` }),
    ...(allow && { Allow: allow }),
    ...(acceptEncoding && { 'Accept-Encoding': acceptEncoding }),
  };
}

function serverTiming(timings: Timings): string {
  return Object.entries(timings)
    .map(([step, milliseconds]) => `${step};dur=${milliseconds.toFixed(1)}`)
    .join(', ');
}
