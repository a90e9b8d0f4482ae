import { type DownloadLimits, receiveImage } from '@langseg/adapter-common';
import type { RunOptions } from '@langseg/core';
import { loadPeer } from '../load-peer.js';

/**
 * Downloads the file at an `http:` or `https:` address, through the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and
 * `NO_PROXY` name.
 *
 * @throws LangSegError `NOT_FOUND` (404, 410), `IMAGE_TOO_LARGE` over the size limit, `NETWORK_FAILED`, `ABORTED`.
 */
export async function fetchImage(url: URL, limits: DownloadLimits & RunOptions): Promise<Uint8Array> {
  const { EnvHttpProxyAgent, fetch } = await loadPeer('undici', 'Fetching photos', () => import('undici'));
  const dispatcher = new EnvHttpProxyAgent();
  try {
    return await receiveImage(url, (signal) => fetch(url, { dispatcher, signal }), limits);
  } finally {
    await dispatcher.destroy();
  }
}
