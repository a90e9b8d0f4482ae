import { describe, expect, it } from 'vitest';
import { TransientFailure } from './transient-failure.js';
import { withRetries } from './with-retries.js';

const coded = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
/** What undici makes of an error of the system. */
const fetchFailed = (cause: Error): Error => new TypeError('fetch failed', { cause });

/** Attempts that fail one after the other; the last failure goes on. @returns how many were made. */
async function attempts(failures: readonly Error[], hasAnswered = false): Promise<number> {
  let made = 0;
  const settings = { retries: 3, retryDelay: 0, advice: () => 'Look.', hasAnswered };
  const attempt = (): Promise<never> => Promise.reject(failures[Math.min(made++, failures.length - 1)]);
  await expect(withRetries('http://model.test/a', settings, attempt)).rejects.toMatchObject({
    code: 'NETWORK_FAILED',
  });
  return made;
}

const unreachable = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NONAME',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
].map(coded);

describe('a request that fails', () => {
  it.each(unreachable)('is not repeated where nobody is there at first: %s', async (cause) => {
    expect(await attempts([fetchFailed(cause)])).toBe(1);
    expect(await attempts([cause])).toBe(1);
    const addresses = new AggregateError([cause, cause], 'all addresses');
    expect(await attempts([fetchFailed(Object.assign(addresses, { code: cause.code }))])).toBe(1);
  });

  it.each(unreachable)('is repeated where the server has answered before: %s', async (cause) => {
    expect(await attempts([fetchFailed(cause)], true)).toBe(4);
    expect(await attempts([new TransientFailure('503'), fetchFailed(cause)])).toBe(4);
  });

  it.each([
    new TransientFailure('the server answered 503'),
    fetchFailed(coded('ECONNRESET')),
    fetchFailed(coded('UND_ERR_SOCKET')),
    fetchFailed(coded('UND_ERR_HEADERS_TIMEOUT')),
    new DOMException('too slow', 'TimeoutError'),
    new TypeError('Failed to fetch'),
  ])('is repeated where it broke on the way: %s', async (error) => {
    expect(await attempts([error])).toBe(4);
  });

  it.each([
    fetchFailed(new Error('bad port')),
    fetchFailed(coded('CERT_HAS_EXPIRED')),
    fetchFailed(coded('DEPTH_ZERO_SELF_SIGNED_CERT')),
    fetchFailed(coded('HPE_INVALID_CONSTANT')),
  ])('is not repeated where it would fail again: %s', async (error) => {
    expect(await attempts([error], true)).toBe(1);
  });
});
