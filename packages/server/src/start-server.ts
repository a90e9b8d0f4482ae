/// <reference lib="esnext.disposable" preserve="true" />
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { resolvePlugin } from '@langseg/adapter-node';
import { createByteBudget } from './http/byte-budget.js';
import { createHttpServer } from './http/create-http-server.js';
import { listen } from './http/listen.js';
import { watchRequests } from './http/watch-requests.js';
import { createServerMetrics, type ServerMetrics } from './metrics/server-metrics.js';
import { findServedModel } from './models/served-model.js';
import { parseOptions } from './options/parse-options.js';
import type { ServerOptions } from './options/server-options.js';
import { createApp } from './routes/create-app.js';
import { folderWithPage } from './routes/serve-folder.js';
import { startPool } from './workers/start-pool.js';

/** A server that is running. */
export interface LangSegServer {
  /** Where it can be reached from this machine, ending in a slash. */
  readonly url: URL;
  /**
   * Takes no further requests, finishes those it has begun (for `drainTimeout` at most), and frees everything. Calling it
   * again waits for the same.
   */
  close(): Promise<void>;
  /** Lets `await using` close the server. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Milliseconds beyond the longest request after which a silent connection is closed. */
const idleReserve = 15_000;

/**
 * Starts a server: the playground, the files of a model for it, and with `api` a JSON API. It is listening and has its
 * model when this returns.
 *
 * Nothing in a request makes it open an address, or a file that is not served anyway, unless an extension says so.
 *
 * @throws LangSegError `USAGE` for wrong options; `NOT_FOUND` and `CONFIG_INVALID` for plugins; `IO_FAILED` when the port is taken; `NOT_FOUND` when the playground is
 * not built; what loading the model throws; `ABORTED`.
 */
export async function startServer(options: ServerOptions = {}): Promise<LangSegServer> {
  const checked = parseOptions(options);
  const { model, playground, api, drainTimeout } = checked;
  const plugins = await Promise.all(checked.plugins.map((plugin) => resolvePlugin(plugin)));
  const { signal, onProgress, onError } = options;
  const folder = playground && (await folderWithPage(playground));
  const served = await findServedModel(model, { signal, onProgress });
  const onLost = (reason: string): void => {
    metrics.countLostWorker();
    onError?.(`A worker process was lost and is being restarted: ${reason}`);
  };
  const pool =
    api &&
    (await startPool({ model: served.kind === 'embedded' ? model : served.folder, plugins }, api, {
      signal,
      onLost,
    }));

  const stopped = new AbortController();
  // Every request listens to it; Node takes more than ten for a leak.
  setMaxListeners(0, stopped.signal);
  const budget = createByteBudget(api?.maxBufferedBytes ?? 0);
  const idleTimeout =
    idleReserve +
    Math.max(checked.bodyTimeout, api?.timeout ?? 0, ...checked.extensions.map(({ timeout = 0 }) => timeout));
  const http = createHttpServer({ ...checked, idleTimeout });
  const requests = watchRequests(http);
  const metrics: ServerMetrics = createServerMetrics({
    requests: () => requests.open,
    bodyBytes: () => budget.used,
    pool,
  });
  const app = createApp({
    ...checked,
    isReady: () => !requests.isDraining && (!pool || pool.ready > 0),
    models: served.kind === 'embedded' ? [] : [served],
    folder,
    metrics,
    api: api &&
      pool && {
        ...api,
        model: served,
        pool,
        budget,
        metrics,
        stopped: stopped.signal,
        onError,
      },
    onError,
  });
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    // It closes connections on clients that are still sending; the time for a request bounds them as well.
    autoCleanupIncoming: false,
  });
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void =>
    void listener(incoming, outgoing);
  http.on('request', answer);
  // Without this Node would ask for every body before anything of its request is checked.
  http.on('checkContinue', (incoming, outgoing) => {
    // The client of a refused request may send the body or not: what comes next can't be told apart.
    outgoing.shouldKeepAlive = false;
    http.emit('request', incoming, outgoing);
  });

  async function stop(): Promise<void> {
    await requests.drain(drainTimeout, () => stopped.abort());
    await pool?.close();
    metrics.dispose();
  }

  let stopping: Promise<void> | undefined;
  const close = (): Promise<void> => (stopping ??= stop());
  try {
    return { url: await listen(http, checked), close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await pool?.close();
    metrics.dispose();
    throw error;
  }
}
