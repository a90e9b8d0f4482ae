import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A server behind a slow line, and what went through it. */
export interface SlowLine extends AsyncDisposable {
  /** Ends in a slash. */
  readonly url: string;
  /** Bytes that the browser got, headers included. */
  readonly sent: () => number;
}

/** Milliseconds that an answer takes on its way. */
const delay = 40;

/**
 * Puts a line of so many bits a second between a browser and a server. Unlike the browser's own throttling, it also holds for workers
 * and service workers, and all connections share it.
 */
export async function slowLine({ hostname, port }: URL, bitsPerSecond: number): Promise<SlowLine> {
  let sent = 0;
  /** When the line is free again. */
  let free = 0;
  const bytesPerMs = bitsPerSecond / 8 / 1000;

  /** What is on its way, in order. */
  const queue: { readonly to: Socket; readonly bytes: Buffer | undefined; readonly at: number }[] = [];

  /** @param bytes nothing at the end of an answer. */
  function send(to: Socket, bytes: Buffer | undefined): void {
    free = Math.max(free, performance.now()) + (bytes?.length ?? 0) / bytesPerMs;
    queue.push({ to, bytes, at: free + delay });
    if (queue.length === 1) deliver();
  }

  function deliver(): void {
    for (; queue[0] && queue[0].at <= performance.now(); queue.shift()) {
      const { to, bytes } = queue[0];
      if (to.destroyed) continue;
      sent += bytes?.length ?? 0;
      if (bytes) to.write(bytes);
      else to.end();
    }
    if (queue.length > 0) setTimeout(deliver, 1);
  }

  const server = createServer((browser) => {
    const upstream = connect(Number(port), hostname);
    browser.pipe(upstream);
    upstream.on('data', (bytes) => {
      for (let start = 0; start < bytes.length; start += 4096)
        send(browser, bytes.subarray(start, start + 4096));
    });
    upstream.on('end', () => send(browser, undefined));
    for (const socket of [browser, upstream]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent: () => sent,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
