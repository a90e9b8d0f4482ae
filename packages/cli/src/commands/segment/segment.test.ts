import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeMask } from '@langseg/adapter-node';
import { decodeRle } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { photo, WorkFolder } from '../../__fixtures__/work-folder.js';

const labels = ['--labels', 'sky, grass'];

describe('files', () => {
  it('are by default an overlay and a mask, in a folder that is made as needed', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('meadow.png');
    const { status, stdout, stderr } = await runWith(['segment', input, ...labels, '-o', folder.at('a/b')]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(folder.files()).toEqual(['a/b/meadow.mask.png', 'a/b/meadow.overlay.png', 'meadow.png']);
    expect(stdout).toContain(`→ ${folder.at('a/b/meadow.overlay.png')}, ${folder.at('a/b/meadow.mask.png')}`);
  });

  it('hold the same areas in every format', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('meadow.png');
    const { status, stdout } = await runWith([
      ...['segment', input, ...labels, '-o', folder.path],
      ...['--format', 'mask, overlay,heatmaps,json,rle', '--json'],
    ]);
    expect(status).toBe(0);
    expect(folder.files()).toEqual([
      'meadow.heatmap.grass.png',
      'meadow.heatmap.sky.png',
      'meadow.json',
      'meadow.mask.png',
      'meadow.overlay.png',
      'meadow.png',
      'meadow.rle.json',
    ]);
    const record = JSON.parse(stdout) as {
      labels: { index: number; label: string; pixels: number; share: number; color: number[] }[];
    };
    expect(record).toMatchObject({ input, model: 'default', width: 48, height: 32, warnings: [] });
    expect(record).toHaveProperty('files.length', 6);
    expect(record).toHaveProperty('timings.total');

    const mask = await decodeMask(readFileSync(folder.at('meadow.mask.png')));
    expect([mask.width, mask.height]).toEqual([48, 32]);
    const json = JSON.parse(readFileSync(folder.at('meadow.json'), 'utf8')) as typeof record;
    expect(json).toEqual({ width: 48, height: 32, labels: record.labels, warnings: [] });
    const { segments } = JSON.parse(readFileSync(folder.at('meadow.rle.json'), 'utf8')) as {
      segments: { index: number; segmentation: { size: [number, number]; counts: string } }[];
    };
    for (const { index, label, pixels, share } of record.labels) {
      expect(label).toBe(['sky', 'grass'][index]);
      expect(share).toBeCloseTo(pixels / (48 * 32), 12);
      const painted = Array.from(mask.labelMap).filter((value) => value === index).length;
      const segment = segments.find((other) => other.index === index);
      const area = segment ? decodeRle(segment.segmentation).reduce((sum, value) => sum + value, 0) : 0;
      expect([label, painted, area]).toEqual([label, pixels, pixels]);
    }
  });

  it('are not written by a model in another precision than the one that is asked for', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('meadow.png');
    const run = await runWith(['segment', input, ...labels, '-o', folder.path, '--dtype', 'q8']);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(
      /langseg-default is not there in q8: onnx\/image_encoder_int8\.onnx is int8\./,
    );
    expect(folder.files()).toEqual(['meadow.png']);
  });

  it('of images with one name do not replace each other', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('in/other'), { recursive: true });
    const inputs = [
      await folder.photo('in/dog.png'),
      await folder.photo('in/Dog.tiff'),
      await folder.photo('in/other/dog.png'),
    ];
    await runWith(['segment', ...inputs, ...labels, '-f', 'mask', '-o', folder.at('out')]);
    expect(folder.files().filter((file) => file.startsWith('out'))).toEqual([
      'out/Dog-2.mask.png',
      'out/dog-3.mask.png',
      'out/dog.mask.png',
    ]);
  });

  it('that exist are replaced, or kept with --no-overwrite', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    folder.write('a.mask.png', 'precious');
    const args = ['segment', input, ...labels, '-f', 'mask', '-o', folder.path];
    const kept = await runWith([...args, '--no-overwrite']);
    expect(kept.status).toBe(1);
    expect(kept.stderr).toMatch(/a\.mask\.png already exists; it was not overwritten/);
    expect(readFileSync(folder.at('a.mask.png'), 'utf8')).toBe('precious');
    expect((await runWith(args)).status).toBe(0);
    expect(readFileSync(folder.at('a.mask.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('with more than 256 labels are masks of 16 bit', async () => {
    using folder = new WorkFolder();
    const words = [...Array.from({ length: 299 }, (_, i) => `grass ${i}`), 'sky'];
    const input = await folder.photo('a.png');
    const list = folder.write('words.txt', words.join('\n'));
    const args = ['segment', input, '--labels-file', list, '-f', 'mask', '-o', folder.path, '--json'];
    const { stdout } = await runWith(args);
    const mask = await decodeMask(readFileSync(folder.at('a.mask.png')));
    expect(mask.labelMap).toBeInstanceOf(Uint16Array);
    const record = JSON.parse(stdout) as { labels: { pixels: number }[] };
    expect(mask.labelMap.filter((value) => value === 299)).toHaveLength(record.labels[299].pixels);
  });
});

describe('pipes', () => {
  it('take a photo from standard input and give a picture on standard output', async () => {
    const run = await runWith(['segment', '-', ...labels, '-f', 'mask', '-o', '-'], { stdin: await photo() });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(await decodeMask(run.bytes)).toMatchObject({ width: 48, height: 32 });
  });

  it('call that photo stdin', async () => {
    using folder = new WorkFolder();
    await runWith(['segment', '-', ...labels, '-f', 'json', '-o', folder.path], { stdin: await photo() });
    expect(folder.files()).toEqual(['stdin.json']);
  });

  it('need a photo on standard input', async () => {
    const { status, stderr } = await runWith(['segment', '-', ...labels, '-o', '-', '-f', 'mask']);
    expect(stderr).toMatch(/stdin: Expected an image on standard input, but it was empty/);
    expect(status).toBe(1);
  });

  it.each([
    ['two images', ['a.png', 'b.png', '-f', 'mask']],
    ['two formats', ['a.png', '-f', 'mask,json']],
    ['heatmaps', ['a.png', '-f', 'heatmaps']],
    ['JSON beside it', ['a.png', '-f', 'mask', '--json']],
    ['standard input twice', ['-', '-', '-f', 'mask']],
  ])('refuse %s', async (_, args) => {
    const { status, stdout, stderr } = await runWith(['segment', ...args, ...labels, '-o', '-']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Standard (in|out)put/);
    expect(stdout.replace(/^\{"error".*\}\n$/, '')).toBe('');
  });
});

describe('folders', () => {
  it('give their images, without pictures of earlier runs', async () => {
    using folder = new WorkFolder();
    for (const name of ['2.png', '10.png', 'x.mask.png', 'x.overlay.png', 'x.heatmap.a-b.png'])
      await folder.photo(name);
    folder.write('notes.txt', 'no image');
    mkdirSync(folder.at('sub'));
    const { stdout, stderr } = await runWith([
      'segment',
      folder.path,
      ...labels,
      '-o',
      folder.at('out'),
      '--json',
    ]);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { input: string }).input);
    expect(names).toEqual([folder.at('2.png'), folder.at('10.png')]);
    expect(stderr).toBe('Skipped 3 pictures from an earlier run.\n');
  });

  it('without images are a failure of their own', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('empty'));
    const input = await folder.photo('a.png');
    const args = ['segment', folder.at('empty'), input, ...labels, '-o', folder.at('out')];
    const { status, stderr } = await runWith(args);
    expect(stderr).toMatch(/empty contains no images[^]*1 of 2 images failed/);
    expect(status).toBe(1);
    expect(existsSync(folder.at('out/a.mask.png'))).toBe(true);
  });
});

it('progress and true colours are for terminals', async () => {
  using folder = new WorkFolder();
  const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
  const args = ['segment', ...inputs, ...labels, '-o', folder.path];
  const env = { TERM: 'xterm', COLORTERM: 'truecolor' };
  const shown = await runWith(args, { isTTY: true, env });
  expect(shown.stdout).toContain('\u001b[38;2;230;159;0m██');
  expect(shown.stderr).toMatch(/Segmenting .* 0 \/ 2 .*a\.png/);
  const plain = await runWith(args, { isTTY: true, env: { ...env, NO_COLOR: '1' } });
  expect(plain.stdout).toMatch(/^ {2}#e69f00 {2}sky +[\d.]+ %$/m);
  expect((await runWith(args, { env })).stderr).toBe('');
});

it('--no-refine leaves outlines as the network gives them', async () => {
  using folder = new WorkFolder();
  const input = await folder.photo('meadow.png');
  cpSync(fileURLToPath(bundleUrl), folder.at('model'), { recursive: true });
  const masks = async (refiner: object | undefined) => {
    const config = JSON.parse(readFileSync(folder.at('model/config.json'), 'utf8')) as {
      pipeline: { refiner?: object };
    };
    config.pipeline.refiner = refiner;
    writeFileSync(folder.at('model/config.json'), JSON.stringify(config));
    const found: string[] = [];
    for (const option of [[], ['--no-refine']]) {
      const run = [
        'segment',
        input,
        ...labels,
        '-m',
        folder.at('model'),
        '-f',
        'heatmaps',
        '-o',
        folder.path,
      ];
      expect((await runWith([...run, ...option])).stderr).toBe('');
      found.push(readFileSync(folder.at('meadow.heatmap.sky.png'), 'base64'));
    }
    return found;
  };
  const [plain, same] = await masks(undefined);
  const [refined, unrefined] = await masks({ type: 'guided-filter', radius: 0.2 });
  expect([same, unrefined]).toEqual([plain, plain]);
  expect(refined).not.toBe(plain);
});
