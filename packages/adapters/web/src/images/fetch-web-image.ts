import { type DownloadLimits, messageOf, receiveImage } from '@langseg/adapter-common';
import { LangSegError, type RunOptions } from '@langseg/core';
import { dataAddress } from '../data-address.js';

const readable = ['http:', 'https:', 'blob:', 'data:'];

/**
 * The address that a person meant.
 *
 * @param base what relative addresses are relative to.
 * @throws LangSegError `IMAGE_UNREADABLE` for anything but an address that a browser can fetch.
 */
export function imageAddress(source: string | URL, base: string | undefined): URL {
  let url: URL;
  try {
    url = new URL(source, base);
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected the address of an image, got ${JSON.stringify(String(source))}: ${messageOf(cause)}.`,
      { url: String(source) },
      { cause },
    );
  }
  if (!readable.includes(url.protocol))
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected an address with ${readable.join(' ')}, got ${url.href.slice(0, 200)}. Pass a user's files as File objects.`,
      { url: url.href },
    );
  return url;
}

/**
 * Downloads an image; one of another site needs CORS.
 *
 * @throws LangSegError `NOT_FOUND` (404, 410), `IMAGE_TOO_LARGE` over the size limit, `NETWORK_FAILED`, `ABORTED`.
 */
export async function fetchWebImage(url: URL, limits: DownloadLimits & RunOptions): Promise<Blob> {
  const inline = inlineImage(url);
  if (inline) return new Blob([inline.bytes], { type: inline.type });
  let type = '';
  const bytes = await receiveImage(
    url,
    async (signal) => {
      const response = await fetch(url, { signal });
      type = response.headers.get('content-type') ?? '';
      return response;
    },
    limits,
  );
  return new Blob([bytes], { type: type.split(';')[0] });
}

function inlineImage(url: URL) {
  try {
    return dataAddress(url.href);
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected an image in a data: address, but its encoding is broken: ${messageOf(cause)}`,
      { url: url.href.slice(0, 100) },
      { cause },
    );
  }
}
