import { httpFailure, mismatch, type RetryOptions, withRetries } from '@langseg/adapter-common';
import { LangSegError, throwIfAborted } from '@langseg/core';
import { dataAddress } from '../data-address.js';

/** How a file is downloaded. */
export interface DownloadOptions extends Omit<RetryOptions, 'advice'> {
  readonly fetch: typeof globalThis.fetch;
  /** Path in the model, for messages. */
  readonly file: string;
  /** Exact size, where it is known. */
  readonly bytes?: number;
  /** Largest size that is accepted when it is not. */
  readonly limit?: number;
  /** Ask the server, whatever the browser's own cache has. */
  readonly reload?: boolean;
  /** Milliseconds after which an attempt is given up. Default: never. */
  readonly timeout?: number;
  readonly onBytes?: (loaded: number) => void;
}

const advice =
  'Check the address and the connection; a server on another site must allow this one with Access-Control-Allow-Origin (CORS).';

/**
 * Downloads a file into memory.
 *
 * @throws LangSegError `NETWORK_FAILED`, `NOT_FOUND`, `HASH_MISMATCH` for another size, `MODEL_TOO_LARGE` when the memory does
 * not suffice, `ABORTED`.
 */
export async function downloadBytes(url: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const inline = dataAddress(url);
  if (inline) return inline.bytes;
  return withRetries(url, { ...options, advice: () => advice }, () => attempt(url, options));
}

async function attempt(url: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { fetch, file, limit = Infinity, bytes, reload, timeout, signal, onBytes } = options;
  const signals = [signal, timeout === undefined ? undefined : AbortSignal.timeout(timeout)];
  const response = await fetch(url, {
    cache: reload ? 'reload' : 'default',
    signal: AbortSignal.any(signals.filter((each) => each !== undefined)),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw httpFailure(response, url, 'a browser can only load public models');
  }
  const sink = createSink(file, bytes);
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    throwIfAborted(signal);
    const loaded = sink.add(chunk.value);
    if (loaded > (bytes ?? limit)) {
      await reader?.cancel();
      throw mismatch(file, `at most ${bytes ?? limit} bytes`, 'more');
    }
    onBytes?.(loaded);
  }
  return sink.finish();
}

/** Collects what arrives: in place where the size is known, so that large files are held once. */
function createSink(file: string, size: number | undefined) {
  const whole = size === undefined ? undefined : allocate(file, size);
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  return {
    add(chunk: Uint8Array): number {
      if (!whole) chunks.push(chunk);
      else if (loaded + chunk.length <= whole.length) whole.set(chunk, loaded);
      return (loaded += chunk.length);
    },
    finish(): Uint8Array<ArrayBuffer> {
      if (whole) return whole.subarray(0, loaded);
      const bytes = allocate(file, loaded);
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      return bytes;
    },
  };
}

function allocate(file: string, bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch (cause) {
    throw new LangSegError(
      'MODEL_TOO_LARGE',
      `This browser has too little memory for the ${bytes} bytes of ${file}. Close other tabs, or use a smaller model.`,
      { file, bytes },
      { cause },
    );
  }
}
