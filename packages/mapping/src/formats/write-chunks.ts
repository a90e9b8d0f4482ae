import { open } from 'node:fs/promises';

/** Writes pieces of a file one after the other. */
export async function writeChunks(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const chunk of chunks)
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await file.write(chunk, done, Math.min(chunk.length - done, 2 ** 30));
        done += bytesWritten;
      }
    await file.sync();
  } finally {
    await file.close();
  }
}
