import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModelHash, type BatchSettings } from '../index.js';

/** The program of processes in tests. */
export const oddProgram = new URL('./odd-process.mjs', import.meta.url);

/** A temporary folder with photos and results. */
export interface BatchFolder {
  readonly path: string;
  /** @returns their paths. */
  photos(contents: Readonly<Record<string, string | Uint8Array>>): Promise<string[]>;
  settings(out: string): BatchSettings;
  /** Names of all files below a folder, sorted. */
  list(folder: string): Promise<string[]>;
  /** Lines of the lists of all jobs. */
  lines(out: string): Promise<Record<string, unknown>[]>;
  remove(): Promise<void>;
}

export async function makeBatchFolder(): Promise<BatchFolder> {
  const path = await mkdtemp(join(tmpdir(), 'batch-'));
  await mkdir(join(path, 'photos'));
  const modelSha256 = await readModelHash('default');
  const list = async (folder: string): Promise<string[]> => {
    const entries = await readdir(join(path, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  };
  return {
    path,
    list,
    async photos(contents) {
      const names = Object.keys(contents);
      for (const name of names) await writeFile(join(path, 'photos', name), contents[name]);
      return names.map((name) => join(path, 'photos', name));
    },
    settings: (out) => ({
      ...{ model: 'default', modelSha256, labels: ['cow', 'sky'] },
      ...{ formats: [{ type: 'mask' }], out: join(path, out) },
    }),
    async lines(out) {
      const names = await list(join(out, 'jobs'));
      const texts = await Promise.all(names.map((name) => readFile(join(path, out, 'jobs', name), 'utf8')));
      return texts.flatMap((text) =>
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>),
      );
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
