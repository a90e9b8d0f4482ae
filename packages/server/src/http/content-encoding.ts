import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import { Refusal } from '../errors/refusal.js';

const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** For `Accept-Encoding`. */
const acceptedEncodings = 'gzip, deflate, br';

/**
 * What unpacks a body, or none for one that is not packed.
 *
 * @throws Refusal `MEDIA_TYPE_UNSUPPORTED`, also for a body that is packed more than once.
 */
export function decoderFor(contentEncoding = ''): (() => Transform) | undefined {
  const name = contentEncoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (decoder) return decoder;
  throw new Refusal(
    'MEDIA_TYPE_UNSUPPORTED',
    `Expected a body without Content-Encoding, or one of ${acceptedEncodings}, got "${contentEncoding}".`,
    { acceptEncoding: acceptedEncodings },
  );
}
