import { mkdirSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hasStrace, runAsStranger } from './__fixtures__/privacy/run-as-stranger.js';
import { writeTinyCheckpoint } from './__fixtures__/tiny-checkpoint.js';
import { photo, WorkFolder } from './__fixtures__/work-folder.js';
import { tinyRecipe } from './__fixtures__/tiny-recipe.js';

/** Lookups by native code are seen by strace alone; files are checked everywhere. */
const seen = hasStrace ? 'files and lookups' : 'files alone, for strace is not installed';

/** What the programs work on. */
async function workFolder(): Promise<WorkFolder> {
  const folder = new WorkFolder();
  for (const name of ['page', 'data', 'data/images', 'data/masks']) mkdirSync(folder.at(name));
  folder.write('page/index.html', '<title>page</title>');
  folder.write('recipe.json', JSON.stringify(tinyRecipe));
  folder.write('data/classes.json', '["sky", "grass"]');
  const mask = Uint8Array.from({ length: 48 * 32 }, (_, i) => (i < 48 * 16 ? 0 : 1));
  const raw = { width: 48, height: 32, channels: 1 } as const;
  const png = await sharp(mask, { raw }).toColourspace('b-w').png().toBuffer();
  for (const name of ['a', 'b']) {
    folder.write(`data/images/${name}.png`, await photo());
    folder.write(`data/masks/${name}.png`, png);
  }
  await writeTinyCheckpoint(folder.at('tiny.safetensors'));
  return folder;
}

describe(`what is left in an empty home, and who is called (${seen})`, { timeout: 120_000 }, () => {
  it('is nothing and nobody, whatever command runs', async () => {
    using folder = await workFolder();
    const { stdout, ...traces } = await runAsStranger('every-command.ts', folder);
    const statuses = [...stdout.matchAll(/^([\w-]+): (\d+)$/gm)].map(([line]) => line);
    expect(statuses).toEqual([
      'doctor: 0',
      'models: 0',
      'models: 0',
      'inspect: 0',
      'convert: 0',
      'segment: 0',
      'eval: 0',
      'lint-labels: 0',
      'train: 0',
      'request: 200',
      'serve: 0',
    ]);
    expect(traces).toMatchObject({ status: 0, files: [], lookups: [] });
  });

  it('is nothing and nobody when the library is used in a worker thread', async () => {
    using folder = await workFolder();
    const traces = await runAsStranger('library-in-thread.ts', folder);
    expect(traces).toMatchObject({ status: 0, stdout: 'pixels: 48 × 32\n', files: [], lookups: [] });
  });

  it('is what onnxruntime leaves for those who ask for its telemetry', async () => {
    using folder = await workFolder();
    const { files } = await runAsStranger('library.ts', folder, { ORT_DISABLE_TELEMETRY: '0' });
    expect(files.join(' ')).toMatch(process.platform === 'win32' ? /^$/ : /onnxruntime/);
  });
});
