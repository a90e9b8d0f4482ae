import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LangSegError } from '@langseg/core';
import type { WorkMetrics } from './work-metrics.js';

/** A server for Prometheus and for probes. */
export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/metrics`, and `/healthz` for probes.
 *
 * @param options.port 0 takes any free one.
 * @param options.host default: this machine alone.
 * @throws LangSegError `IO_FAILED` for a port that is taken.
 */
export async function serveMetrics(
  metrics: Pick<WorkMetrics, 'text' | 'contentType'>,
  { port, host = '127.0.0.1' }: { readonly port: number; readonly host?: string },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' || !['/metrics', '/healthz'].includes(pathname))
      return void response.writeHead(404).end();
    if (pathname === '/healthz') return void response.writeHead(200).end('ok\n');
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw new LangSegError(
      'IO_FAILED',
      `Metrics can't be served on ${host}:${port}: ${(cause as Error).message}.`,
      { host, port },
      { cause },
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
