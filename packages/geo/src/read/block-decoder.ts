import { inflateSync } from 'node:zlib';
import { LangSegError } from '@langseg/core';
import { BaseDecoder, type Pool } from 'geotiff';
import { decodeLzw } from './decode-lzw.js';

/** Decoders of blocks by TIFF's number of the compression; each makes at most `size` bytes. */
const decoders: Readonly<Record<number, (bytes: Uint8Array, size: number) => Uint8Array>> = {
  1: (bytes) => bytes,
  5: decodeLzw,
  8: inflate,
  32946: inflate,
  32773: unpackBits,
};

/** Others, by name, to say what to do about them. */
const foreign: Readonly<Record<number, string>> = {
  6: 'old JPEG',
  7: 'JPEG',
  34887: 'LERC',
  50000: 'Zstandard',
  50001: 'WebP',
};

/** What knows how large a block of this file is. */
export interface BlockFacts {
  readonly path: string;
  /** Bytes of a whole block, decoded. */
  readonly blockBytes: number;
}

/** @throws LangSegError `IMAGE_UNREADABLE` for a compression that isn't read here. */
export function assertReadable(compression: number, path: string): void {
  if (compression in decoders) return;
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    `${path} is compressed with ${foreign[compression] ?? `method ${compression}`}, which is not read here. Write it anew: ` +
      `gdal_translate -co COMPRESS=DEFLATE -co TILED=YES ${path} new.tif`,
    { path, compression },
  );
}

/** What geotiff decodes blocks with, instead of its own decoders, which take whatever the data expands to. */
export function blockDecoders({ path, blockBytes }: BlockFacts): Pick<Pool, 'bindParameters'> {
  class Bounded extends BaseDecoder {
    readonly #decode: (bytes: Uint8Array, size: number) => Uint8Array;

    constructor(compression: number, parameters: ConstructorParameters<typeof BaseDecoder>[0]) {
      super(parameters);
      this.#decode = decoders[compression];
    }

    override decodeBlock(buffer: ArrayBufferLike): ArrayBufferLike {
      try {
        const decoded = this.#decode(new Uint8Array(buffer), blockBytes);
        return decoded.buffer.slice(decoded.byteOffset, decoded.byteOffset + decoded.byteLength);
      } catch (cause) {
        if (LangSegError.is(cause)) throw cause;
        throw new LangSegError(
          'IMAGE_UNREADABLE',
          `${path} is damaged: a block of pixels can't be decoded, or is larger than the ${blockBytes} bytes that it should have.`,
          { path },
          { cause },
        );
      }
    }
  }
  const bind = (compression: number, parameters: ConstructorParameters<typeof BaseDecoder>[0]) =>
    new Bounded(compression, parameters);
  return { bindParameters: bind };
}

function inflate(bytes: Uint8Array, size: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: size });
}

/** PackBits (TIFF 6.0, section 9). */
function unpackBits(bytes: Uint8Array, size: number): Uint8Array {
  const block = new Uint8Array(size);
  for (let [i, at] = [0, 0]; i < bytes.length && at < size;) {
    const count = (bytes[i++] << 24) >> 24;
    if (count >= 0) {
      const part = bytes.subarray(i, Math.min(i + count + 1, i + size - at));
      block.set(part, at);
      i += count + 1;
      at += count + 1;
    } else if (count !== -128) {
      block.fill(bytes[i++] ?? 0, at, Math.min(size, at + 1 - count));
      at += 1 - count;
    }
  }
  return block;
}
