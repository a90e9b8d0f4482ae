import type { DatabaseFailure } from './database-failure.js';

/** By SQLSTATE: whole codes first, then classes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const states: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/^3D000$/, 'missing'],
  [/^53300$/, 'busy'],
  [/^55006$/, 'busy'],
  [/^57P0[1-5]$/, 'unreachable'],
  [/^42501$/, 'refused'],
  [/^XX00[12]$/, 'damaged'],
  [/^08/, 'unreachable'],
  [/^28/, 'refused'],
  // After a statement of the transaction failed unheard.
  [/^25P02$/, 'conflict'],
  [/^40/, 'conflict'],
  [/^53/, 'full'],
];

const systemCodes: Readonly<Record<string, DatabaseFailure>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
};

const isNetworkCode =
  /^(?:ECONN|ENOTFOUND$|EAI_|ETIMEDOUT$|EHOST|ENETUNREACH$|EPIPE$|ENOENT$|ERR_SOCKET|SELF_SIGNED|CERT_|UNABLE_TO_)/;

/** pg has no codes for these; the last one is of a server without TLS, or of something that is no PostgreSQL. */
const isNetworkMessage =
  /^(?:Connection terminated|Client has encountered a connection error|timeout e|Client was closed|The server does not support SSL|There was an error establishing an SSL connection|Received unexpected|Cannot use a pool after)/;

/** What kind of failure something thrown by `pg`, PGlite or a socket is. */
export function failureOf(cause: unknown): DatabaseFailure {
  if (cause instanceof AggregateError && cause.errors.length > 0) return failureOf(cause.errors[0]);
  const code = codeOf(cause);
  const message = cause instanceof Error ? cause.message : '';
  if (/^[\dA-Z]{5}$/.test(code) && !isNetworkCode.test(code) && !(code in systemCodes)) {
    if (/extension "[^"]*" is not available|could not open extension control file/.test(message))
      return 'extension';
    return states.find(([pattern]) => pattern.test(code))?.[1] ?? 'query';
  }
  if (code in systemCodes) return systemCodes[code];
  if (isNetworkCode.test(code) || isNetworkMessage.test(message)) return 'unreachable';
  return 'query';
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}
