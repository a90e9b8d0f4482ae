/** Writes into a WebP's head the size that the file has: some writers count wrongly, and the decoder minds. */
export function fixRiffSize(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  new DataView(copy.buffer).setUint32(4, bytes.length - 8, true);
  return copy;
}
