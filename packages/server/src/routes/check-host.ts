import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../errors/refusal.js';

/** Under which names a server answers. */
export interface HostRules {
  /** Address that it listens on. */
  readonly host: string;
  /** Further names; `.example.org` stands for all below it as well, `*` for every name. */
  readonly allowedHosts: readonly string[];
}

/** A name, or an IPv6 address in brackets, and a port that does not matter. */
const hostHeader = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d*)?$/i;

/** The addresses of this machine that no other can reach. */
const loopback = /^(localhost|127(?:\.\d+){3}|::1)$/i;

/** Whether a server that listens there can be reached from this machine alone. */
function isLoopback(host: string): boolean {
  return loopback.test(host);
}

/**
 * Says under which values of `Host` a server is meant. A page of a stranger can make its own name point to this machine
 * ("DNS rebinding") and would then count as the server's; numbers and `localhost` it can't take over.
 *
 * A server that others can reach, and that was given no names, has any.
 */
export function hostCheck({ host, allowedHosts }: HostRules): (header: string | undefined) => boolean {
  const names = new Set([host, ...allowedHosts].map((name) => name.toLowerCase()));
  if (names.has('*') || (allowedHosts.length === 0 && !isLoopback(host))) return () => true;
  return (header = '') => {
    const name = hostHeader.exec(header)?.[1].toLowerCase().replace(/\.$/, '');
    if (!name) return false;
    if (isIP(name.replace(/^\[|\]$/g, '')) || name === 'localhost' || name.endsWith('.localhost'))
      return true;
    if (names.has(name)) return true;
    const labels = name.split('.');
    return labels.some((_, at) => names.has(`.${labels.slice(at).join('.')}`));
  };
}

/**
 * Refuses requests that were meant for another host.
 *
 * @throws Refusal `HOST_NOT_ALLOWED`.
 */
export function checkHost(isKnown: (header: string | undefined) => boolean): MiddlewareHandler {
  return async (c, next) => {
    if (isKnown(c.req.header('host'))) return next();
    throw new Refusal(
      'HOST_NOT_ALLOWED',
      'This server does not answer under the name in the Host header. If the name is yours, start the server with ' +
        '--allowed-hosts (allowedHosts in a program) and that name.',
    );
  };
}
