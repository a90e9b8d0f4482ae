import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepPartials } from './partial-file.js';

it('what was downloaded in part is kept for a week, if it can be continued', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partials-'));
  const day = 24 * 3600;
  const age = async (name: string, days: number): Promise<void> => {
    await writeFile(join(folder, name), 'half');
    const then = Date.now() / 1000 - days * day;
    await utimes(join(folder, name), then, then);
  };
  try {
    await Promise.all([age('a.tag.part', 6), age('b.tag.part', 8), age('c..part', 1), age('model.onnx', 30)]);
    await sweepPartials(folder);
    expect((await readdir(folder)).sort()).toEqual(['a.tag.part', 'model.onnx']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
