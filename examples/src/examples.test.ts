import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeTinyModels } from './__fixtures__/tiny-models.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const folder = new URL('../', import.meta.url);
const options = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx')];

/** What an example must print and write. */
interface Expected {
  readonly args?: string[];
  readonly prints: RegExp[];
  readonly writes: string[];
  readonly check?: (stdout: string) => void;
}

const examples: Readonly<Record<string, Expected>> = {
  'five-lines': {
    prints: [/^cow 2\d\.\d %, grass 5\d\.\d %, tree/, /\ncattle 2\d\.\d %, meadow \d+\.\d %, trees/],
    writes: ['cow.jpg', 'cow-relabelled.jpg'],
  },
  'custom-pipeline': {
    prints: [/^grass +5\d.*\nFriesian +2\d.*\ntree +(1\d|20)/],
    writes: ['smooth.overlay.png'],
  },
  'third-party-encoder': {
    prints: [
      /de: Kuh 2\d.*Himmel/,
      /fr: vache 2\d.*ciel/,
      /CONFIG_INVALID: .*"translated-words"[^]*"de"\|"fr"/,
    ],
    writes: ['kuh.overlay.png', 'vache.overlay.png'],
  },
  'swap-encoder': {
    args: ['default', 'tiny-clip', 'tiny-talk2dino'],
    prints: [/^default: cow 2\d\.\d %, grass/, /\ntiny-clip: cow \d/, /\ntiny-talk2dino: cow \d/],
    writes: ['encoder-1.overlay.png', 'encoder-2.overlay.png', 'encoder-3.overlay.png'],
  },
  'relabel-live': {
    prints: [
      /^encode .* ms\nrelabel cow, grass, tree, sky: \d+ ms\n/,
      /"xyzzy" has no known word/,
      /"qqq"/,
      /double quote/,
      /relabel cow, other: \d+ ms\n {2}other/,
    ],
    writes: ['live.overlay.png'],
  },
  'bring-your-own-pixels': {
    prints: [/^cow: \d{5} of 142500 pixels\nin its middle: cow, probability (1|0\.9)/],
    writes: ['cow-cut-out.png', 'cow-heatmap.png'],
  },
  'fuse-scene': {
    prints: [/^4 frames, 18\d{3} points: out\/map\/pasture\.ply, .*\ncattle 2\d %, pasture [56]\d %/],
    writes: ['map/pasture.ply', 'map/pasture.safetensors'],
  },
  'annotate-folder': {
    prints: [/^2 photos, \d+ areas: out\/pasture\/preview\.html\ncow\.jpg: 2\d\.\d % cow/],
    writes: ['pasture/preview.html', 'pasture/annotations/instances_train.json'],
  },
  // Shortened: 30 of the 528 steps.
  'train-tiny': {
    args: ['epochs=2', 'stepsPerEpoch=15', 'validation.everyEpochs=2', 'checkpoint.everyEpochs=2'],
    prints: [/^words that masks name: IoU \d+ % \(red \d/m, /^pairs that no photo shows.*blue square \d/m],
    writes: ['train-tiny/photo.png', 'train-tiny/photo.overlay.png', 'train-tiny/run/weights.safetensors'],
    check: (stdout) => {
      const losses = [...stdout.matchAll(/^step \d+ of 30: loss ([\d.]+)$/gm)].map(([, loss]) =>
        Number(loss),
      );
      expect(losses).toHaveLength(2);
      expect(losses[1]).toBeLessThan(0.8 * losses[0]);
      // Colours are learned first; to ignore them would leave each of four at 0.25 at most.
      expect(Number(/^words that masks name: IoU (\d+)/m.exec(stdout)?.[1])).toBeGreaterThan(25);
    },
  },
  // Shortened: 8 of the 120 steps.
  'own-words': {
    args: ['epochs=4', 'augmentation.crops=0'],
    prints: [
      /^Features of 6 photos in 2 looks take 11\.2 MB/,
      /^default model: 6\d % of the pixels right \(cow 100/m,
      /^your own: \d+ % of the pixels right \(cow/m,
    ],
    writes: ['own-words/meadow.overlay.png', 'own-words/run/weights.safetensors'],
    check: (stdout) => {
      const losses = [...stdout.matchAll(/^step \d+ of 8: loss ([\d.]+)$/gm)].map(([, loss]) => Number(loss));
      expect(losses).toHaveLength(2);
      expect(losses[1]).toBeLessThan(0.95 * losses[0]);
    },
  },
};

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'langseg-examples-'));
  await cp(new URL('../samples', folder), join(cwd, 'samples'), { recursive: true });
  await writeTinyModels(cwd);
}, 60_000);
afterAll(() => rm(cwd, { recursive: true, force: true }));

describe('examples', () => {
  it('are all tried here', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
    expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual(Object.keys(examples).sort());
  });

  it.each(Object.entries(examples))(
    '%s runs, prints and writes what it says',
    async (name, { args = [], prints, writes, check }) => {
      const file = fileURLToPath(new URL(`${name}.ts`, folder));
      const env = { ...process.env, LANGSEG_OFFLINE: '1' };
      const running = execute(process.execPath, [...options, file, ...args], { cwd, env });
      running.child.stdin?.end();
      const { stdout } = await running;
      for (const pattern of prints) expect(stdout).toMatch(pattern);
      check?.(stdout);
      for (const picture of writes)
        expect((await readFile(join(cwd, 'out', picture))).length).toBeGreaterThan(10_000);
    },
    120_000,
  );
});
