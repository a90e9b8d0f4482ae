import { LangSegError } from '@langseg/core';
import { messageOf } from '../message-of.js';

/** Limits of a download. */
export interface DownloadLimits {
  /** Largest download in bytes. */
  readonly maxDownloadBytes: number;
  /** Milliseconds after which a download is given up. */
  readonly downloadTimeout: number;
}

/** The part of a `fetch` response that a download reads. */
export interface ImageResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly body: { getReader(): ImageBodyReader } | null;
}

/** Reads the body of an {@link ImageResponse}. */
export interface ImageBodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

/**
 * Downloads the file at an address.
 *
 * @param request sends the request; the signal ends it.
 * @throws LangSegError `NOT_FOUND` (404, 410), `IMAGE_TOO_LARGE` over the size limit, `NETWORK_FAILED`, `ABORTED`.
 */
export async function receiveImage(
  url: URL,
  request: (signal: AbortSignal) => Promise<ImageResponse>,
  { maxDownloadBytes, downloadTimeout, signal }: DownloadLimits & { readonly signal?: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const timeout = AbortSignal.timeout(downloadTimeout);
  try {
    const response = await request(signal ? AbortSignal.any([signal, timeout]) : timeout);
    if (!response.ok || !response.body) throw refused(url, response.status, response.statusText);
    const reader = response.body.getReader();
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (let chunk = await reader.read(); chunk.value; chunk = await reader.read()) {
      size += chunk.value.length;
      if (size > maxDownloadBytes) {
        await reader.cancel();
        throw tooLarge(url, maxDownloadBytes);
      }
      chunks.push(chunk.value);
    }
    return join(chunks, size);
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
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
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
    `${url.href} has more than ${maxDownloadBytes} bytes, the limit for downloads. ` +
      'Raise maxDownloadBytes, or download it yourself.',
    { url: url.href, maxDownloadBytes },
  );
}

/** `fetch` says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof Error && error.cause ? error.cause : error);
}
