import { LangSegError, type RunOptions } from '@langseg/core';
import { messageOf } from '../runtime/message-of.js';

/** Limits of a download. */
export interface DownloadLimits {
  /** Largest download in bytes. */
  readonly maxDownloadBytes: number;
  /** Milliseconds after which a download is given up. */
  readonly downloadTimeout: number;
}

/**
 * Downloads the file at an `http:` or `https:` address, through the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and
 * `NO_PROXY` name.
 *
 * @throws LangSegError `NOT_FOUND` (404, 410), `IMAGE_TOO_LARGE` over the size limit, `NETWORK_FAILED`, `ABORTED`.
 */
export async function fetchImage(
  url: URL,
  { maxDownloadBytes, downloadTimeout, signal }: DownloadLimits & RunOptions,
): Promise<Uint8Array> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const timeout = AbortSignal.timeout(downloadTimeout);
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const response = await fetch(url, {
      dispatcher,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok || !response.body) throw refused(url, response.status, response.statusText);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxDownloadBytes) throw tooLarge(url, maxDownloadBytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  } catch (cause) {
    if (LangSegError.is(cause)) throw cause;
    if (signal?.aborted)
      throw new LangSegError('ABORTED', `The download of ${url.href} was cancelled.`, {}, { cause });
    const reason = timeout.aborted ? `no answer within ${downloadTimeout / 1000} s` : reasonOf(cause);
    throw new LangSegError(
      'NETWORK_FAILED',
      `Can't download ${url.href}: ${reason}. Check the address and the connection.`,
      { url: url.href },
      { cause },
    );
  } finally {
    await dispatcher.destroy();
  }
}

function refused(url: URL, status: number, statusText: string): LangSegError {
  return new LangSegError(
    status === 404 || status === 410 ? 'NOT_FOUND' : 'NETWORK_FAILED',
    `Can't download ${url.href}: the server answered ${status} ${statusText}. Check the address.`,
    { url: url.href, status },
  );
}

function tooLarge(url: URL, maxDownloadBytes: number): LangSegError {
  return new LangSegError(
    'IMAGE_TOO_LARGE',
    `${url.href} has more than ${maxDownloadBytes} bytes, the most that is downloaded. ` +
      'Raise maxDownloadBytes, or download it yourself.',
    { url: url.href, maxDownloadBytes },
  );
}

/** `fetch` says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof Error && error.cause ? error.cause : error);
}
