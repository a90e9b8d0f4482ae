import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { tinyRecipe } from '../../__fixtures__/tiny-recipe.js';
import { photo, WorkFolder } from '../../__fixtures__/work-folder.js';
import { describeStep, duration } from './describe-event.js';

/** Two photos of sky above grass, their masks, and the recipe. */
async function workFolder(): Promise<WorkFolder> {
  const folder = new WorkFolder();
  for (const name of ['data', 'data/images', 'data/masks']) mkdirSync(folder.at(name));
  folder.write('data/classes.json', '["sky", "grass"]');
  folder.write('recipe.json', JSON.stringify(tinyRecipe));
  const mask = Uint8Array.from({ length: 48 * 32 }, (_, i) => (i < 48 * 16 ? 0 : 1));
  const raw = { width: 48, height: 32, channels: 1 } as const;
  const png = await sharp(mask, { raw }).toColourspace('b-w').png().toBuffer();
  for (const name of ['a', 'b']) {
    folder.write(`data/images/${name}.png`, await photo());
    folder.write(`data/masks/${name}.png`, png);
  }
  return folder;
}

const quick = ['--threads', '1', '--workers', '0'];

describe('langseg train', { timeout: 120_000 }, () => {
  it('trains a model that segments, says how well, and can be resumed', async () => {
    using folder = await workFolder();
    const run = folder.at('run');
    const { status, stdout, stderr } = await runWith([
      'train',
      folder.at('recipe.json'),
      '-o',
      run,
      ...quick,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^data \(train\): 2 photos, 2 of 2 classes occur\n/);
    expect(stdout).toMatch(/134 of 134 parameters are trained, 2 labels known, 2 steps\n/);
    expect(stdout).toMatch(/\n {2}decoder +26 parameters +learning rate 0\.1\n/);
    expect(stdout).toMatch(/epoch 1 of 1: loss [\d.]+ {2}[\d.]+ images\/s/);
    expect(stdout).toMatch(
      /epoch 1: again mIoU [\d.]+ % over 2 classes, pixel accuracy [\d.]+ % {2}best so far\n/,
    );
    expect(stdout).toMatch(
      /again, 2 photos\n {2}sky +[\d.]+ %\n {2}grass +[\d.]+ %\n {2}mean IoU over 2 classes +[\d.]+ %\n/,
    );

    const segmented = ['segment', folder.at('data/images/a.png'), '-l', 'sky,grass', '-o', folder.path];
    expect((await runWith([...segmented, '--model', folder.at('run/model')])).status).toBe(0);

    const again = await runWith(['train', '--resume', run, '--json', ...quick, '--set', 'output.name=mine']);
    expect(again.status).toBe(0);
    const events = again.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(events.map(({ type }) => type)).toEqual(['ready', 'exported']);
    expect(JSON.parse(readFileSync(folder.at('run/model/config.json'), 'utf8'))).toMatchObject({
      name: 'mine',
    });
  });

  it('saves when it is interrupted, and says how to go on', async () => {
    using folder = await workFolder();
    const controller = new AbortController();
    const args = ['train', folder.at('recipe.json'), '-o', folder.at('run'), '--set', 'epochs=500', ...quick];
    const run = runWith(args, { signal: controller.signal });
    // The file is there from the start; its first line tells that a step was taken.
    const metrics = folder.at('run/metrics.jsonl');
    const timer = setInterval(() => {
      if (existsSync(metrics) && readFileSync(metrics, 'utf8') !== '') controller.abort();
    }, 20);
    const { status, stderr } = await run;
    clearInterval(timer);
    expect(status).toBe(130);
    expect(stderr).toMatch(
      /Saved in .*step-\d+\. Continue with: langseg train --resume .*run\nInterrupted\.\n$/,
    );
    expect(folder.files().some((file) => /checkpoints\/step-\d+\/state\.json/.test(file))).toBe(true);
  });

  it('does not begin where 255 means a class', async () => {
    using folder = await workFolder();
    const raw = { width: 48, height: 32, channels: 1 } as const;
    const mask = Uint8Array.from({ length: 48 * 32 }, (_, i) => (i < 48 * 16 ? 0 : 255));
    for (const name of ['a', 'b'])
      folder.write(
        `data/masks/${name}.png`,
        await sharp(mask, { raw }).toColourspace('b-w').png().toBuffer(),
      );
    const args = ['train', folder.at('recipe.json'), '-o', folder.at('run'), ...quick];
    const { status, stderr } = await runWith(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/show only "sky", .*255 \(ignored\) 50\.0 %.*"values": \{ "255": "grass" \}/);
    expect(existsSync(folder.at('run'))).toBe(false);

    const values = ['train', 'validation'].flatMap((set) => [
      '--set',
      `data.${set}.0.values={"255":"grass"}`,
    ]);
    const again = await runWith([...args, ...values]);
    expect(again.status).toBe(0);
    expect(again.stdout).toMatch(/data \(train\): 2 photos, 2 of 2 classes occur\n/);
  });

  it('prints the schema of recipes', async () => {
    const { stdout } = await runWith(['train', '--schema']);
    expect(JSON.parse(stdout)).toMatchObject({ properties: { learningRate: { type: 'object' } } });
  });

  it('prints a schema that knows the components of plugins', async () => {
    using folder = new WorkFolder();
    const optimizer = (type: string) => `import { z } from '${import.meta.resolve('zod')}';
      export const plugin = { name: 'langseg-${type}', components: [{
        specVersion: 1, slot: 'optimizer', type: '${type}', configSchema: z.strictObject({ share: z.number() }), create() {},
      }] };`;
    folder.write('lion.mjs', optimizer('lion'));
    folder.write('tiger.mjs', optimizer('tiger'));
    folder.write('langseg.config.json', '{ "plugins": ["./tiger.mjs"] }');
    const config = folder.at('langseg.config.json');
    const args = ['train', '--schema', '--plugin', folder.at('lion.mjs'), '--config', config];
    const { stdout, stderr } = await runWith(args);
    expect(stderr).toBe('');
    for (const type of ['adamw', 'lion', 'tiger']) expect(stdout).toContain(`"const": "${type}"`);
  });

  it.each([
    [[], 2, /Give a recipe, or --resume/],
    [['recipe.json', '--set', 'epochs'], 2, /"epochs" does not set anything/],
    [['recipe.json', '--out', 'a', '--resume', 'b'], 2, /cannot be used with option/],
    [['recipe.json', '--from', '3'], 2, /--from chooses a checkpoint of a run: name the run with --resume/],
    [['recipe.json', '--threads', 'many'], 2, /whole number of at least 1/],
    [['recipe.json', '--set', 'batchSise=1'], 1, /unknown key "batchSise"\. Did you mean "batchSize"/],
    [['recipe.json', '--set', 'text.model=./nowhere'], 1, /nowhere/],
    [['none.json'], 1, /Can't read the recipe .*none\.json/],
    [['--resume', 'nothing'], 1, /Can't read the recipe .*recipe\.json/],
  ])('%j is refused', async (args, status, message) => {
    using folder = await workFolder();
    const placed = args.map((arg) => (/\.json$|^nothing$/.test(arg) ? folder.at(arg) : arg));
    const found = await runWith(['train', ...placed]);
    expect(found.stderr).toMatch(message);
    expect(found.status).toBe(status);
  });
});

describe('what a step says', () => {
  it('is short', () => {
    const metrics = { type: 'step', step: 1, epoch: 0, loss: 1, learningRates: [], seconds: 1 } as const;
    const event = { type: 'step', steps: 9, epochs: 3, smoothedLoss: 0.51234, secondsLeft: 245 } as const;
    expect(describeStep({ ...event, metrics: { ...metrics, imagesPerSecond: 13.24 } })).toBe(
      'loss 0.5123  13.2 images/s  4 min left',
    );
    expect([30, 89.6, 5340, 12_000].map(duration)).toEqual(['30 s', '90 s', '89 min', '3 h 20 min']);
  });
});
