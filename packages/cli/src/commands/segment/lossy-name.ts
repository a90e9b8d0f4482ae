import { readdir } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { printableName } from '@langseg/adapter-node';

/** A file whose name is no UTF-8. */
export interface ByteNamed {
  /** Its path to show, with `%E9` for the bytes that are not UTF-8. */
  readonly name: string;
  readonly path: Buffer;
}

/**
 * Finds the files that an argument may stand for whose name is no UTF-8: Node hands it over with U+FFFD in place of the
 * bytes that it could not read.
 */
export async function findLossyName(input: string): Promise<ByteNamed[]> {
  const folder = dirname(input);
  if (!input.includes('\ufffd') || folder.includes('\ufffd')) return [];
  const names = await readdir(folder, { encoding: 'buffer' }).catch(() => []);
  return (names as Buffer[])
    .filter((name) => name.toString() === basename(input) && !name.equals(Buffer.from(basename(input))))
    .map((name) => ({
      name: join(folder, printableName(name)),
      path: Buffer.concat([Buffer.from(folder), Buffer.from(sep), name]),
    }));
}
