import { fileSource } from '@langseg/adapter-node';

/** A whole file. @throws LangSegError `NOT_FOUND`, `IO_FAILED`. */
export async function readWholeFile(path: string): Promise<Uint8Array> {
  const file = await fileSource(path);
  try {
    return await file.read(0, file.size);
  } finally {
    await file.close();
  }
}
