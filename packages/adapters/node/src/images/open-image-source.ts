import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeBytes, type DownloadLimits, messageOf } from '@langseg/adapter-common';
import { LangSegError, type RunOptions } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { fetchImage } from './fetch-image.js';

/** An encoded image that is there and not empty. */
export interface ImageFile {
  /** Path, address or "the image" for bytes: how messages call it. */
  readonly name: string;
  /** A path when it is a file, so that a large one need not be held in memory. */
  readonly input: string | Uint8Array;
  /** Its first bytes: 4 kB, or all there are. */
  readonly head: Uint8Array;
  /** Size in bytes. */
  readonly size: number;
  /** What it looks like from outside, for the message when it turns out to be no image. */
  readonly description: string;
}

const headBytes = 4096;

/** Finds the image that a path, address or array of bytes stands for. */
export async function openImageSource(
  source: string | URL | Uint8Array,
  options: DownloadLimits & RunOptions,
): Promise<ImageFile> {
  if (source instanceof Uint8Array) return fromBytes('the image', source);
  if (typeof source !== 'string' && !((source as unknown) instanceof URL))
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected an image as a path, an address, bytes (Uint8Array) or pixels ({ width, height, data }), got ${kindOf(source)}.`,
    );
  const url = toUrl(source);
  if (!url) return fromFile(String(source));
  if (url.protocol === 'file:') return fromFile(pathOf(url));
  return fromBytes(url.href, await fetchImage(url, options));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? `an object without pixels` : `a value of type ${typeof value}`;
}

/** Addresses that can be read; anything else is a path (`C:\photo.jpg` parses as an address, too). */
function toUrl(source: string | URL): URL | undefined {
  if (source instanceof URL && !/^(https?|file):$/.test(source.protocol))
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected an address with http:, https: or file:, got ${source.href}.`,
      { url: source.href },
    );
  if (source instanceof URL) return source;
  return /^(https?|file):\/\//i.test(source) && URL.canParse(source) ? new URL(source) : undefined;
}

/** Hosts other than this one, and escapes that would be separators, name no file of this machine. */
function pathOf(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new LangSegError(
      'NOT_FOUND',
      `Expected the address of a file on this machine, got ${url.href}: ${messageOf(cause)}.`,
      { url: url.href },
      { cause },
    );
  }
}

function fromBytes(name: string, bytes: Uint8Array): ImageFile {
  if (bytes.length === 0) throw empty(name);
  const head = bytes.subarray(0, headBytes);
  return { name, input: bytes, head, size: bytes.length, description: describeBytes(bytes) };
}

async function fromFile(path: string): Promise<ImageFile> {
  return withIoErrors('read the image', path, async () => {
    const file = await open(path);
    try {
      const stats = await file.stat();
      if (stats.isDirectory())
        throw new LangSegError(
          'IMAGE_UNREADABLE',
          `Expected an image file, but ${path} is a folder. Name the files in it.`,
          { path },
        );
      if (!stats.isFile())
        throw new LangSegError(
          'IMAGE_UNREADABLE',
          `Expected an image file, but ${path} is a device or pipe.`,
          {
            path,
          },
        );
      if (stats.size === 0) throw empty(path);
      const { buffer, bytesRead } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0);
      const head = buffer.subarray(0, bytesRead);
      const { size } = stats;
      return { name: path, input: path, head, size, description: describeBytes(head, size) };
    } finally {
      await file.close();
    }
  });
}

function empty(name: string): LangSegError {
  return new LangSegError('IMAGE_UNREADABLE', `Expected an image, but ${name} is empty (0 bytes).`, {
    path: name,
  });
}
