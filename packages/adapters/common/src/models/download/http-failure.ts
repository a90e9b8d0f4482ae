import { LangSegError } from '@langseg/core';
import { TransientFailure } from './transient-failure.js';

/**
 * The error for a model server's refusal.
 *
 * @param permissionAdvice what to do about a model that needs permission, a clause.
 * @returns a {@link TransientFailure} when asking again may help, else LangSegError `NOT_FOUND` or `NETWORK_FAILED`.
 */
export function httpFailure(
  { status, statusText, headers }: Pick<Response, 'status' | 'statusText' | 'headers'>,
  url: string,
  permissionAdvice: string,
): Error {
  const answer = `${url} answered ${status} ${statusText}`.trim();
  if (status >= 500 || [408, 416, 425, 429].includes(status)) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    return new TransientFailure(answer, {
      retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      rangeRefused: status === 416,
    });
  }
  if (status === 404 || status === 410)
    return new LangSegError('NOT_FOUND', `${answer}: check the model's name, revision and files.`, {
      url,
      status,
    });
  if (status === 401 || status === 403)
    return new LangSegError(
      'NETWORK_FAILED',
      `${answer}: the model does not exist or needs permission. Check its name; ${permissionAdvice}.`,
      { url, status },
    );
  return new LangSegError('NETWORK_FAILED', `${answer}.`, { url, status });
}
