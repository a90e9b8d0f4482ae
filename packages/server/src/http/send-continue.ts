import type { HttpBindings } from '@hono/node-server';
import type { IncomingMessage } from 'node:http';

/** Tells a client that waits before it sends a body (`Expect: 100-continue`) to go on. */
export function sendContinue({ headers }: IncomingMessage, outgoing: HttpBindings['outgoing']): void {
  if (headers.expect?.toLowerCase() === '100-continue') outgoing.writeContinue();
}
