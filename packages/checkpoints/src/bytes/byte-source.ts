/**
 * Random access to the bytes of a file, wherever they are: memory, disk, a `Blob`, HTTP ranges.
 * Readers ask for no more than they need, so a checkpoint of any size can be opened.
 */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** The bytes `[offset, offset + length)`, as an array that the caller may keep and change. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A source over bytes in memory; reads are copies. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(new Uint8Array(bytes.subarray(offset, offset + length))),
  };
}
