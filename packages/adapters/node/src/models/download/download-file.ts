import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import {
  type FileDigest,
  mismatch,
  type RetryOptions,
  TransientFailure,
  withRetries,
} from '@langseg/adapter-common';
import { LangSegError, throwIfAborted } from '@langseg/core';
import { fileSink } from '../../files/byte-sink.js';
import { withIoErrors } from '../../files/io-error.js';
import type { HttpGet } from './http-client.js';
import {
  claimPartial,
  discardPartial,
  newPartial,
  releasePartial,
  type PartialFile,
} from './partial-file.js';
import { parseTransfer, type Transfer } from './transfer.js';

/** What to download and how. */
export interface DownloadOptions extends Omit<RetryOptions, 'advice'> {
  readonly get: HttpGet;
  /** Path in the model, for messages. */
  readonly file: string;
  /** Folder for partial files, which exists. */
  readonly partialDir: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Size and hash that the content must have, where they are known. */
  readonly expected?: FileDigest;
  /** Largest size that is accepted of content that is not known. Default: any. */
  readonly limit?: number;
  /** Called as bytes arrive; `total` is `undefined` while it is unknown. */
  readonly onBytes: (loaded: number, total: number | undefined) => void;
}

/** A complete download in a file of its own, which the caller moves to its place. */
export interface Download extends FileDigest {
  readonly path: string;
  readonly etag: string | undefined;
}

const advice = 'Check the connection; behind a proxy, set HTTPS_PROXY; for a mirror, LANGSEG_ENDPOINT.';
const kept = 'The part that arrived is kept, and the next attempt continues from it.';

/**
 * Downloads `url`, continuing what an earlier attempt left behind when the server's entity tag is still the same.
 * Content that is not the expected one is discarded.
 *
 * @throws LangSegError `NETWORK_FAILED`, `NOT_FOUND`, `HASH_MISMATCH`, `IO_FAILED`, `ABORTED`.
 */
export function downloadFile(url: string, options: DownloadOptions): Promise<Download> {
  let arrived = false;
  const onBytes: DownloadOptions['onBytes'] = (loaded, total) => {
    arrived = true;
    options.onBytes(loaded, total);
  };
  return withRetries(url, { ...options, advice: () => (arrived ? `${advice} ${kept}` : advice) }, () =>
    attempt(url, { ...options, onBytes }),
  );
}

async function attempt(url: string, options: DownloadOptions): Promise<Download> {
  const { partialDir, headers, signal, expected, file } = options;
  let partial = await claimPartial(partialDir, url);
  try {
    const response = await options.get(url, { headers: { ...headers, ...rangeHeaders(partial) }, signal });
    const transfer = parseTransfer(response, partial?.size ?? 0);
    if (transfer.start === 0) {
      if (partial) await discardPartial(partial);
      partial = newPartial(partialDir, url, transfer.etag);
    }
    if (expected && (transfer.total ?? expected.bytes) !== expected.bytes) {
      await response.body?.cancel();
      throw mismatch(file, `${expected.bytes} bytes`, `${transfer.total} bytes`);
    }
    const target = partial as PartialFile;
    const digest = await receive(response, transfer, target, options);
    if (expected && digest.sha256 !== expected.sha256) throw mismatch(file, expected.sha256, digest.sha256);
    return { ...digest, path: target.path, etag: transfer.etag };
  } catch (error) {
    if (partial && isWorthKeeping(error)) await releasePartial(partialDir, url, partial);
    else if (partial) await discardPartial(partial);
    throw error;
  }
}

/** A lost connection or an abort leaves good bytes behind; bad content, a refused range and a full disk do not. */
function isWorthKeeping(error: unknown): boolean {
  if (error instanceof TransientFailure) return !error.rangeRefused;
  return !LangSegError.is(error, 'HASH_MISMATCH') && !LangSegError.is(error, 'IO_FAILED');
}

/** Compressed transfers can't be continued, hence `identity`. */
function rangeHeaders(partial: PartialFile | undefined): Record<string, string> {
  const identity = { 'accept-encoding': 'identity' };
  if (!partial?.etag || partial.size === 0) return identity;
  return { ...identity, range: `bytes=${partial.size}-`, 'if-range': partial.etag };
}

async function receive(
  response: Response,
  { start, total }: Transfer,
  { path }: PartialFile,
  { file, expected, limit = Infinity, onBytes, signal }: DownloadOptions,
): Promise<FileDigest> {
  const hash = createHash('sha256');
  if (start > 0) await withIoErrors('read', path, () => hashFile(hash, path));
  const handle = await withIoErrors('write', path, () => open(path, 'a'));
  try {
    const sink = fileSink(handle);
    let loaded = start;
    for await (const chunk of response.body ?? []) {
      throwIfAborted(signal);
      loaded += chunk.byteLength;
      if (loaded > (expected?.bytes ?? limit))
        throw mismatch(file, `at most ${expected?.bytes ?? limit} bytes`, 'more');
      hash.update(chunk);
      await withIoErrors('write', path, () => sink.write(chunk));
      onBytes(loaded, total);
    }
    if (total !== undefined && loaded < total)
      throw new TransientFailure(`the connection ended after ${loaded} of ${total} bytes`);
    await withIoErrors('write', path, () => handle.sync());
    return { sha256: hash.digest('hex'), bytes: loaded };
  } finally {
    await handle.close();
  }
}

async function hashFile(hash: Hash, path: string): Promise<void> {
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
}
