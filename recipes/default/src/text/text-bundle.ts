import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeWordTable, encodeWordTable, type WordTable } from '@langseg/text-encoders';

const TABLE = 'text/word-vectors.bin';

/** The word vectors of a bundle. */
export async function readWordTable(folder: string): Promise<WordTable> {
  return decodeWordTable(new Uint8Array(await readFile(join(folder, TABLE))));
}

/** Writes a model bundle that has a text encoder and nothing else, for `text.model` of a recipe. */
export async function writeTextBundle(
  folder: string,
  table: WordTable,
  aliases: Readonly<Record<string, string>>,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const file = encodeWordTable(table);
  const entry = { sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length };
  const config = {
    formatVersion: 1,
    name: 'words',
    pipeline: { textEncoder: { type: 'word-vectors', table: TABLE, aliases } },
    files: { [TABLE]: entry },
  };
  await mkdir(join(folder, 'text'), { recursive: true });
  await writeFile(join(folder, TABLE), file);
  await writeFile(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  return entry;
}
