import { unlessAborted } from '@langseg/adapter-common';
import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';

/** Options of {@link readStdin}. */
export interface ReadStdinOptions extends RunOptions {
  /** Most bytes to take. Default 1 GB. */
  readonly maxBytes?: number;
  /** Where to read from. Default `process.stdin`. */
  readonly stream?: AsyncIterable<Uint8Array>;
}

/**
 * Reads standard input to its end: the image that another program pipes in.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` when nothing came, `IMAGE_TOO_LARGE`, `ABORTED`.
 */
export async function readStdin(options: ReadStdinOptions = {}): Promise<Uint8Array> {
  const { maxBytes = 1e9, stream = process.stdin, signal } = options;
  throwIfAborted(signal);
  return unlessAborted(collect(stream, maxBytes), signal);
}

async function collect(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes)
      throw new LangSegError('IMAGE_TOO_LARGE', `Standard input has more than ${maxBytes} bytes.`, {
        maxBytes,
      });
    chunks.push(chunk);
  }
  if (size === 0)
    throw new LangSegError('IMAGE_UNREADABLE', 'Expected an image on standard input, but it was empty.');
  return Buffer.concat(chunks, size);
}
