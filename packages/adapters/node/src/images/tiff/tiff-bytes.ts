import { open } from 'node:fs/promises';

/** Bytes that are read where they are needed. */
export interface TiffBytes {
  /** Fewer bytes where the file ends. */
  readonly read: (at: number, length: number) => Promise<Uint8Array>;
}

/** Opens a file or looks at bytes, for the time that `use` takes. */
export async function withTiffBytes<T>(
  input: string | Uint8Array,
  use: (bytes: TiffBytes) => Promise<T>,
): Promise<T> {
  if (typeof input !== 'string')
    return use({ read: (at, length) => Promise.resolve(input.subarray(at, at + length)) });
  const file = await open(input);
  try {
    const { size } = await file.stat();
    return await use({
      async read(at, length) {
        if (at >= size) return new Uint8Array();
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}
