import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createHash } from 'node:crypto';

type Handler = (request: IncomingMessage, response: ServerResponse, serve: () => void) => void;

/** A web server on this machine that serves a table of files, with ranges, and can be told to misbehave. */
export interface FileServer {
  readonly url: string;
  readonly port: number;
  /** `METHOD path range` of every request. */
  readonly requests: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Takes the place of the next answer; queue several by calling it again. */
  next(handler: Handler): void;
  close(): Promise<void>;
}

export async function startFileServer(files: ReadonlyMap<string, Uint8Array>): Promise<FileServer> {
  const queued: Handler[] = [];
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    requests.push([request.method, request.url, request.headers.range].filter(Boolean).join(' '));
    headers.push(request.headers);
    const serve = (): void => serveFile(files, request, response);
    const handler = queued.shift();
    if (handler) handler(request, response, serve);
    else serve();
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    headers,
    next: (handler) => queued.push(handler),
    close: () => stop(server),
  };
}

/** The strong entity tag that the server gives a content. */
export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha1').update(bytes).digest('hex')}"`;
}

/** A proxy that leads every host name to one port of this machine. */
export async function startProxy(
  targetPort: number,
): Promise<{ url: string; hosts: string[]; close(): Promise<void> }> {
  const hosts: string[] = [];
  const tunnels: Duplex[] = [];
  const server = createServer((request, response) => {
    const { host, pathname } = new URL(request.url as string);
    hosts.push(host);
    httpRequest(
      { port: targetPort, host: '127.0.0.1', path: pathname, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode as number, answer.headers);
        answer.pipe(response);
      },
    ).end();
  });
  server.on('connect', (request, socket) => {
    hosts.push(request.url as string);
    const upstream = connect(targetPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    tunnels.push(socket, upstream);
    for (const end of [socket, upstream]) end.on('error', () => end.destroy());
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, hosts, close };

  function close(): Promise<void> {
    for (const end of tunnels) end.destroy();
    return stop(server);
  }
}

function serveFile(
  files: ReadonlyMap<string, Uint8Array>,
  { url, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const bytes = files.get(decodeURIComponent(url as string));
  if (!bytes) {
    response.writeHead(404).end('no such file');
    return;
  }
  const etag = etagOf(bytes);
  const piece = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
  if (piece) {
    const [from, to] = [Number(piece[1]), Number(piece[2]) + 1];
    response.writeHead(206, { etag, 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` });
    response.end(bytes.subarray(from, to));
    return;
  }
  const range = /^bytes=(\d+)-$/.exec(headers.range ?? '');
  const start = range && headers['if-range'] === etag ? Number(range[1]) : 0;
  const body = bytes.subarray(start);
  response.writeHead(start ? 206 : 200, {
    etag,
    'content-length': body.length,
    ...(start && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.end(body);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
