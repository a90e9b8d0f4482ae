import type { Writable } from 'node:stream';

/** The reader of standard output has gone (`langseg … | head`): there is nobody left to work for. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/**
 * Writes to a standard stream and waits until it is taken, so that nothing piles up behind a slow reader.
 *
 * @throws OutputClosed, or LangSegError `IO_FAILED` (disk full, say).
 */
export function writeTo(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => {
      if (error) void toOutputError(error).then(reject);
      else resolve();
    });
  });
}

async function toOutputError(error: NodeJS.ErrnoException): Promise<Error> {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return new OutputClosed();
  const { LangSegError } = await import('@langseg/core');
  return new LangSegError(
    'IO_FAILED',
    `Can't write to standard output: ${error.code === 'ENOSPC' ? 'the disk is full' : error.message}.`,
    { stream: 'stdout', errno: error.code },
    { cause: error },
  );
}
