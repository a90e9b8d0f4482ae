import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { decodeWordTable, type WordTable } from '@langseg/text-encoders';

/** The words of the shipped model. */
export interface ShippedWords {
  readonly table: WordTable;
  /** Labels that are spelled out before they are read. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Reads the word table that `packages/default-model/scripts/build-word-vectors.mjs` made. */
export async function readShippedWords(): Promise<ShippedWords> {
  const read = (path: string) => readFile(fileURLToPath(new URL(path, bundleUrl)));
  const config = JSON.parse((await read('config.json')).toString()) as {
    readonly pipeline: {
      readonly textEncoder: { readonly table: string; readonly aliases: Record<string, string> };
    };
  };
  const { aliases, table } = config.pipeline.textEncoder;
  return { table: decodeWordTable(new Uint8Array(await read(table))), aliases };
}
