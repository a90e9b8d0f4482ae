import { LangSegError } from '@langseg/core';
import { bytesSource } from '../bytes/byte-source.js';
import { openCheckpoint } from '../open-checkpoint.js';

/** Opens a file and loads every tensor of it. */
export async function readAll(bytes: Uint8Array): Promise<void> {
  const { allTensors } = await openCheckpoint(bytesSource(bytes));
  for (const source of allTensors.values()) await source.load();
}

/** The error with which a file is refused, or `undefined`; any other exception is passed on. */
export async function refusalOf(bytes: Uint8Array): Promise<LangSegError | undefined> {
  try {
    await readAll(bytes);
    return undefined;
  } catch (error) {
    if (LangSegError.is(error, 'FILE_CORRUPT') || LangSegError.is(error, 'FILE_UNSAFE')) return error;
    throw error;
  }
}
