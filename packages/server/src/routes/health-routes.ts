import { Hono } from 'hono';

/** What is asked to know how the server does. */
export interface HealthChecks {
  /** It takes requests: it is not being stopped, and has a model where it needs one. */
  readonly isReady: () => boolean;
}

/** `/healthz`: the process lives. `/readyz`: it can be sent requests. */
export function healthRoutes({ isReady }: HealthChecks): Hono {
  const headers = { 'Cache-Control': 'no-store' };
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, headers));
  app.get('/readyz', (c) =>
    isReady()
      ? c.json({ status: 'ready' }, 200, headers)
      : c.json({ status: 'not ready' }, 503, { ...headers, 'Retry-After': '1' }),
  );
  return app;
}
