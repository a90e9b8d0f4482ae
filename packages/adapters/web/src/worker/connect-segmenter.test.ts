import { LangSegError } from '@langseg/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeMask } from '@langseg/adapter-common';
import { openColours, stripes, type Control } from './__fixtures__/colour-pipeline.js';
import { FakeWorker } from './__fixtures__/fake-worker.js';
import { connectSegmenter, type ConnectOptions } from './connect-segmenter.js';
import { serveSegmenter } from './serve-segmenter.js';

let control: Control;
let workers: FakeWorker[];
let opened: unknown[];

beforeEach(() => {
  control = { encodedPhotos: 0, encodedLabels: [] };
  workers = [];
  opened = [];
});

function startWorker(): FakeWorker {
  const worker = new FakeWorker((scope) =>
    serveSegmenter(scope, async (options, context) => {
      opened.push(options);
      return openColours(control, context);
    }),
  );
  workers.push(worker);
  return worker;
}

const connect = (options?: ConnectOptions) => connectSegmenter(startWorker, { model: 'colours' }, options);

describe('a segmenter in a worker', () => {
  it('opens with the options of the page, and reports progress and warnings', async () => {
    const events: unknown[] = [];
    const segmenter = await connect({
      onProgress: ({ status }) => events.push(status),
      onWarning: (message) => events.push(message),
      onNotice: ({ code }) => events.push(code),
    });
    expect(opened).toEqual([{ model: 'colours' }]);
    expect(segmenter).toMatchObject({ device: 'wasm', threads: 1, model: { name: 'colours' } });
    expect(segmenter.capabilities).toMatchObject({ simd: true, crossOriginIsolated: false, threads: 1 });
    await segmenter.encode(stripes());
    expect(events).toEqual(['ready', 'only three words', 'IMAGE_DOWNSCALED']);
  });

  it('labels a photo, encoding it once', async () => {
    const segmenter = await connect();
    const image = await segmenter.encode(stripes());
    expect([image.width, image.height]).toEqual([3, 2]);
    const result = await image.segment(['blue', 'red', 'green']);
    expect([...result.labelMap]).toEqual([1, 2, 0, 1, 2, 0]);
    expect(result.labelAt(2, 1)).toBe('blue');
    const again = await result.relabel(['red', 'green']);
    expect([...again.labelMap.subarray(0, 2)]).toEqual([0, 1]);
    expect(control.encodedPhotos).toBe(1);
  });

  it('refines outlines unless it is asked not to', async () => {
    control.refiner = {
      specVersion: 1,
      dispose: async () => undefined,
      guide: async () => ({
        refine: async (scores) => ({
          ...scores,
          kind: 'probabilities',
          fill: (_, target) => target.forEach((_, i) => (target[i] = i % 3 === 2 ? 0.8 : 0.1)),
        }),
      }),
    };
    const segmenter = await connect();
    const image = await segmenter.encode(stripes());
    const words = ['blue', 'red', 'green'];
    const [refined, plain] = [await image.segment(words), await image.segment(words, { refine: false })];
    expect([...refined.labelMap]).toEqual([2, 2, 2, 2, 2, 2]);
    expect([...plain.labelMap]).toEqual([1, 2, 0, 1, 2, 0]);
    expect((await refined.heatmap('green'))[0]).toBeCloseTo(0.8);
    expect((await plain.heatmap('green'))[0]).toBeLessThan(0.1);
    expect(await refined.logits()).toEqual(await plain.logits());
  });

  it('looks at a photo in several views, and relabels without encoding again', async () => {
    const segmenter = await connect();
    const view = { windows: { size: 2, stride: 1 }, flip: true };
    const image = await segmenter.encode(stripes(), { view });
    const result = await image.segment(['blue', 'red', 'green']);
    expect([...result.labelMap]).toEqual([1, 2, 0, 1, 2, 0]);
    expect((await result.heatmap('red'))[0]).toBeGreaterThan(0.9);
    await result.relabel(['red', 'green']);
    expect(control.encodedPhotos).toBe(4);
  });

  it('labels with several words, with "other" and its limits, and explains pixels', async () => {
    const image = await (await connect()).encode(stripes());
    const warm = { name: 'warm', words: ['red', 'green'] };
    const result = await image.segment([warm], { other: 5 });
    expect(result.labels).toEqual(['warm', 'other']);
    expect([...result.labelMap]).toEqual([0, 0, 1, 0, 0, 1]);
    const names = (await result.toFiles('json')).map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(JSON.parse(names[0])).toMatchObject({
      labels: [
        { label: 'warm', pixels: 4 },
        { label: 'other', pixels: 2 },
      ],
    });
    const explained = await result.explain(1, 0, { words: ['blue', 'green'], nearest: 1 });
    expect(explained).toMatchObject({
      ...{ x: 1, y: 0, label: 'warm', index: 0, otherwise: 'other' },
      ranking: [
        { label: 'warm', word: 'green', similarity: 1 },
        { label: 'other', score: 5 },
      ],
      nearest: [{ word: 'green', similarity: 1 }],
    });
    await expect(result.explain(3, 0)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
    await expect(image.segment(['red'], { minScore: 2 })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('knows all labels of a pixel where several may share it', async () => {
    const image = await (await connect()).encode(stripes());
    const result = await image.segment(['red', 'green'], { multiLabel: true, other: -1 });
    expect([0, 1].map((x) => result.labelsAt(x, 0))).toEqual([
      ['red', 'green'],
      ['green', 'red'],
    ]);
    expect(result.areas().map(({ pixels }) => pixels)).toEqual([6, 6, 0]);
    const apart = await result.relabel(['red', 'green'], { multiLabel: true, other: 5 });
    expect([...apart.mask('green')]).toEqual([0, 1, 0, 0, 1, 0]);
    expect(apart.labelsAt(2, 0)).toEqual(['other']);
  });

  it('gives logits, scores and probabilities', async () => {
    const result = await (await connect()).segment(stripes(), ['red', 'green', 'blue']);
    const { shape, data } = await result.logits();
    expect(shape).toEqual([3, 2, 3]);
    expect([...data.subarray(0, 3)]).toEqual([10, 0, 0]);
    expect([...(await result.scores('green'))]).toEqual([0, 10, 0, 0, 10, 0]);
    expect([...(await result.scores(2))]).toEqual([0, 0, 10, 0, 0, 10]);
    const maps = await Promise.all(result.labels.map((label) => result.heatmap(label)));
    expect(maps[0][0]).toBeGreaterThan(0.99);
    expect(maps[0][0] + maps[1][0] + maps[2][0]).toBeCloseTo(1, 5);
    expect((await result.heatmap('red', { temperature: 100 }))[0]).toBeLessThan(0.5);
    await expect(result.heatmap('pink')).rejects.toMatchObject({ code: 'LABELS_INVALID' });
  });

  it('gives files in any format, in the colours of the page', async () => {
    const palette = Uint8Array.of(9, 8, 7, 6, 5, 4);
    const image = await (await connect()).encode(stripes());
    const result = await image.segment(['red', 'green'], { palette });
    const [file] = await result.toFiles('json');
    expect([file.ending, file.mediaType]).toEqual(['.json', 'application/json']);
    const { labels } = JSON.parse(new TextDecoder().decode(file.bytes)) as { labels: { color: number[] }[] };
    expect(labels.map(({ color }) => color)).toEqual([
      [9, 8, 7],
      [6, 5, 4],
    ]);
    const [mask] = await result.toFiles('mask');
    expect([...(await decodeMask(mask.bytes)).labelMap]).toEqual([...result.labelMap]);
    await expect(result.toFiles('bmp')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('computes many heatmaps in one call', async () => {
    const result = await (await connect()).segment(stripes(), ['red', 'green', 'blue']);
    const found: [string, number][] = [];
    for await (const { label, values } of result.heatmaps({ labels: [2, 'red'] }))
      found.push([label, Math.round(values[2])]);
    expect(found).toEqual([
      ['red', 0],
      ['blue', 1],
    ]);
  });

  it('answers about results that it has long dropped', async () => {
    const image = await (await connect()).encode(stripes());
    const first = await image.segment(['red', 'green']);
    for (let i = 0; i < 10; i++) await image.segment(['blue', `${i}`]);
    const before = control.encodedLabels.length;
    expect((await first.scores('red'))[0]).toBe(10);
    expect(control.encodedLabels.slice(before)).toEqual([['red', 'green']]);
  });

  it('passes on what is said about labels', async () => {
    const warnings: string[] = [];
    const onWarning = ({ label, message }: { label: string; message: string }) =>
      warnings.push(`${label}: ${message}`);
    await (await connect()).segment(stripes(), ['red', 'green', 'ochre'], { onWarning });
    expect(warnings).toEqual(['ochre: unknown colour']);
  });

  it('leaves what belongs to the caller alone', async () => {
    const photo = stripes();
    const labels = ['red', 'green'];
    const result = await (await connect()).segment(photo, labels);
    labels.push('blue');
    expect(photo.data).toHaveLength(18);
    expect(result.labels).toEqual(['red', 'green']);
  });
});

describe('failures', () => {
  it('cross the boundary with code, message and facts', async () => {
    const segmenter = await connect();
    const failure = segmenter.encode('https://example.org/absent.jpg');
    await expect(failure).rejects.toBeInstanceOf(LangSegError);
    await expect(failure).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'No https://example.org/absent.jpg.',
      context: { path: 'https://example.org/absent.jpg', open: expect.stringContaining('=>') },
    });
    await expect(segmenter.segment(stripes(), [])).rejects.toMatchObject({ code: 'LABELS_INVALID' });
  });

  it('of any other kind become RUNTIME_FAILED, and the worker lives on', async () => {
    const segmenter = await connect();
    control.failure = new TypeError('x is undefined');
    await expect(segmenter.encode(stripes())).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: 'x is undefined',
    });
    control.failure = undefined;
    await segmenter.encode(stripes());
    expect(workers).toHaveLength(1);
  });

  it('while opening end the worker', async () => {
    const start = () => {
      const worker = new FakeWorker((scope) =>
        serveSegmenter(scope, () => {
          throw new LangSegError('HASH_MISMATCH', 'Wrong.');
        }),
      );
      workers.push(worker);
      return worker;
    };
    await expect(connectSegmenter(start, {})).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });
});

describe('an abort', () => {
  it('ends the call at once and the work at its next step', async () => {
    const segmenter = await connect();
    let open = () => {};
    control.gate = new Promise((resolve) => (open = resolve));
    const controller = new AbortController();
    const encoding = segmenter.encode(stripes(), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 10);
    await expect(encoding).rejects.toMatchObject({ code: 'ABORTED', cause: { message: 'enough' } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    const image = await segmenter.encode(stripes());
    expect(control.encodedPhotos).toBe(1);
    await expect(image.segment(['red'], { signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('of opening ends the worker', async () => {
    const signal = AbortSignal.abort();
    await expect(connect({ signal })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });
});

describe('memory', () => {
  it('of a photo is given back by dispose()', async () => {
    const segmenter = await connect();
    const result = await segmenter.segment(stripes(), ['red']);
    result.image.dispose();
    result.image.dispose();
    await expect(result.relabel(['green'])).rejects.toMatchObject({ code: 'DISPOSED' });
    await expect(result.heatmap('red')).rejects.toMatchObject({ code: 'DISPOSED' });
    expect(result.labelAt(0, 0)).toBe('red');
  });

  it('of everything is given back by ending the worker', async () => {
    const segmenter = await connect();
    const image = await segmenter.encode(stripes());
    await segmenter.dispose();
    await segmenter.dispose();
    expect(workers[0].terminated).toBe(true);
    await expect(segmenter.encode(stripes())).rejects.toMatchObject({ code: 'DISPOSED' });
    await expect(image.segment(['red'])).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});
