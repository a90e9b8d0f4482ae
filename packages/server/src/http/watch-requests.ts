import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';

/** The requests of a server, so that it can be ended without losing one. */
export interface WatchedRequests {
  /** Requests whose answers have not left yet. */
  readonly open: number;
  /** Set from the moment on when the server is to end. */
  readonly isDraining: boolean;
  /**
   * Takes no further connections, waits for the open requests, and closes all connections.
   *
   * @param timeout milliseconds after which open requests are cut off.
   * @param onTimeout called then; what is answered at once still leaves.
   */
  drain(timeout: number, onTimeout: () => void): Promise<void>;
}

/** Milliseconds for the answers to requests that are cut off. */
const lastWords = 500;

/** Watches a server; before its listeners are added. */
export function watchRequests(server: Server): WatchedRequests {
  const open = new Set<ServerResponse>();
  let isDraining = false;
  let onIdle = (): void => undefined;

  server.on('request', (_request, response) => {
    open.add(response);
    if (isDraining) response.shouldKeepAlive = false;
    response.on('close', () => {
      open.delete(response);
      if (open.size === 0) onIdle();
    });
  });

  /** Waits until nothing is open; says whether that was so in time. */
  function idle(timeout: number): Promise<boolean> {
    if (open.size === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeout);
      onIdle = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  return {
    get open() {
      return open.size;
    },
    get isDraining() {
      return isDraining;
    },
    async drain(timeout, onTimeout) {
      isDraining = true;
      for (const response of open) response.shouldKeepAlive = false;
      const closed = once(server, 'close');
      server.close();
      if (!(await idle(timeout))) {
        onTimeout();
        await idle(lastWords);
      }
      server.closeAllConnections();
      await closed;
    },
  };
}
