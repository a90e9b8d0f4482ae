import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LangSegError } from '@langseg/core';

/** Where a server listens. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
}

/**
 * Begins to listen.
 *
 * @returns the address to open.
 * @throws LangSegError `IO_FAILED` when the port is taken or may not be used, or the host is not this machine.
 */
export async function listen(server: Server, { host, port }: ListenOptions): Promise<URL> {
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new LangSegError(
      'IO_FAILED',
      `Can't listen on ${host}, port ${port}: ${advice[code] ?? message} (${code}).`,
      { host, port, errno: code },
      { cause },
    );
  }
  const { port: taken } = server.address() as AddressInfo;
  return new URL(`http://${shownHost(host)}:${taken}/`);
}

const advice: Readonly<Record<string, string | undefined>> = {
  EADDRINUSE: 'another program uses this port. End it, or choose another port, or 0 for any free one',
  EACCES: 'this port needs special permissions. Choose one above 1023',
  EADDRNOTAVAIL:
    'this machine does not have that address. 127.0.0.1 is this machine only, 0.0.0.0 all of its addresses',
  ENOTFOUND: 'there is no such host. 127.0.0.1 is this machine only, 0.0.0.0 all of its addresses',
};

/** An address that can be opened: "all addresses" is none. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
