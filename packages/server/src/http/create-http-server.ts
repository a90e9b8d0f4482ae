import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody } from '../errors/error-answer.js';
import { Refusal } from '../errors/refusal.js';
import type { HttpLimits } from './http-limits.js';

/** Bytes of all headers of a request. */
const maxHeaderSize = 16_384;

/** How often times are checked, in milliseconds. */
const checkInterval = 500;

/** Milliseconds that a connection waits for the next request: longer than proxies keep theirs, so that they close first. */
const keepAliveTimeout = 65_000;

/** An HTTP server that slow and wordy clients can't hold up. It does not answer or listen yet. */
export function createHttpServer({
  headTimeout,
  bodyTimeout,
  idleTimeout,
  maxConnections,
}: HttpLimits): Server {
  const server = createServer({
    maxHeaderSize,
    headersTimeout: headTimeout,
    requestTimeout: Math.max(headTimeout, bodyTimeout),
    connectionsCheckingInterval: Math.min(checkInterval, headTimeout),
    keepAliveTimeout,
  });
  server.timeout = idleTimeout;
  server.maxConnections = maxConnections;
  server.on('clientError', refuse);
  return server;
}

/** Answers what the parser of HTTP has given up, as JSON like every other error. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, refusal] = explain(error.code);
  const body = errorBody(refusal);
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

function explain(code: string | undefined): [string, Refusal] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return ['408 Request Timeout', new Refusal('BODY_TOO_SLOW', 'The request did not arrive in time.')];
  if (code === 'HPE_HEADER_OVERFLOW')
    return [
      '431 Request Header Fields Too Large',
      new Refusal('REQUEST_INVALID', `The headers have more than ${maxHeaderSize} bytes.`),
    ];
  return ['400 Bad Request', new Refusal('REQUEST_INVALID', 'This is not an HTTP request.')];
}
