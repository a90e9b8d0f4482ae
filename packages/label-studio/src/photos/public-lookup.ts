import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an address belongs to the public internet, and not to this machine, a private network, or nobody. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Makes a lookup that finds public addresses alone: a name on an allow list must not lead into the network behind it, whatever its DNS says. The
 * connection is made to the address that was looked at.
 *
 * @param resolve looks names up. Default: `dns.lookup`.
 */
export function createPublicLookup(resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [], 4);
      const found = addresses.filter(({ address }) => isPublic(address));
      if (found.length === 0) return callback(new Error(`${hostname} has no public address`), [], 4);
      if (options.all) callback(null, found);
      else callback(null, found[0].address, found[0].family);
    });
  };
}
