import { TransientFailure, withRetries, type RetryOptions } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import type { FileSource } from '../../files/file-source.js';
import type { HttpGet } from '../download/http-client.js';

/** What is asked for at least, so that headers come in one answer. */
const pieceBytes = 2 ** 18;

/** What a {@link rangeSource} needs. */
export interface RangeSourceOptions extends Omit<RetryOptions, 'advice'> {
  readonly get: HttpGet;
  readonly size: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A file of a web server, read by ranges. Pieces are kept until it is closed, so it is for looking at headers.
 *
 * @throws LangSegError `read()`: `NETWORK_FAILED`, also for a server that does not know ranges; `FILE_CORRUPT` for a range that is
 * not in the file; `ABORTED`.
 */
export function rangeSource(url: string, { get, size, headers, ...options }: RangeSourceOptions): FileSource {
  const pieces: { readonly start: number; readonly bytes: Uint8Array }[] = [];

  const attempt = async (start: number, end: number): Promise<Uint8Array> => {
    const range = { ...headers, 'accept-encoding': 'identity', range: `bytes=${start}-${end - 1}` };
    const response = await get(url, { headers: range, signal: options.signal });
    if (response.status !== 206) {
      await response.body?.cancel();
      throw new LangSegError(
        'NETWORK_FAILED',
        `${url} can't be looked into before it is downloaded: the server does not know ranges. Download the file and give its path.`,
        { url },
      );
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length === end - start) return bytes;
    throw new TransientFailure(`the server sent ${bytes.length} of ${end - start} bytes`);
  };

  return {
    size,
    async read(offset, length) {
      const end = offset + length;
      if (!(offset >= 0 && length >= 0 && end <= size))
        throw new LangSegError(
          'FILE_CORRUPT',
          `${url} has ${size} bytes; expected bytes ${offset} to ${end}. It may be truncated.`,
          { url, size, offset, length },
        );
      if (length === 0) return new Uint8Array();
      let piece = pieces.find(({ start, bytes }) => start <= offset && end <= start + bytes.length);
      if (!piece) {
        const start = Math.min(offset, Math.max(0, size - pieceBytes));
        const last = Math.min(size, Math.max(end, start + pieceBytes));
        const advice = () =>
          'Check the connection; behind a proxy, set HTTPS_PROXY; for a mirror, LANGSEG_ENDPOINT.';
        piece = { start, bytes: await withRetries(url, { ...options, advice }, () => attempt(start, last)) };
        pieces.push(piece);
      }
      return piece.bytes.slice(offset - piece.start, end - piece.start);
    },
    close() {
      pieces.length = 0;
      return Promise.resolve();
    },
  };
}
