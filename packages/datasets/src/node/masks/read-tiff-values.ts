import { decodeValues, type DecodedValues } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';

const little = [0x49, 0x49, 0x2a, 0];
const big = [0x4d, 0x4d, 0, 0x2a];

/** @throws LangSegError `IMAGE_UNREADABLE` for anything but a TIFF with one channel, `IMAGE_TOO_LARGE`. */
export async function readTiffValues(bytes: Uint8Array): Promise<DecodedValues> {
  const isTiff = [little, big].some((magic) => magic.every((byte, index) => bytes[index] === byte));
  if (!isTiff)
    throw new LangSegError('IMAGE_UNREADABLE', 'Expected a TIFF mask, but these bytes are no TIFF.', {
      bytes: bytes.length,
    });
  return decodeValues(bytes);
}
