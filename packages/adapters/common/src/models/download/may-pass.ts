import { TransientFailure } from './transient-failure.js';

/** The server's name is not known here, or nothing answers at its address. */
const unreachable =
  /^(ENOTFOUND|EAI_\w+|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|ECONNREFUSED|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/;

/** The connection broke, or the server fell silent. */
const interrupted =
  /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|UND_ERR_(SOCKET|\w*_TIMEOUT|RES_CONTENT_LENGTH_MISMATCH))$/;

/**
 * Whether a request that failed is worth repeating. Certificates, forbidden ports and servers that speak something else stay
 * as they are; of an error without a code, as browsers throw, nothing is known, so it is.
 *
 * @param hasAnswered the server has been there before: that it can't be reached may pass.
 */
export function mayPass(error: unknown, hasAnswered: boolean): boolean {
  if (error instanceof TransientFailure) return true;
  const code = codeIn(error);
  if (code === undefined) return !(error instanceof Error && error.cause instanceof Error);
  return unreachable.test(code) ? hasAnswered : interrupted.test(code);
}

/** The code of a system's or an HTTP client's error. */
export function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The innermost code of an error and its causes: the outer ones only say that something failed. */
function codeIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return codeIn(error.cause) ?? codeOf(error);
}
