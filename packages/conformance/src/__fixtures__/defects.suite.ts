import {
  defineFormat,
  resizeBilinear,
  tensor,
  type AssetStore,
  type FormatComponent,
  type Head,
  type ImageEncoder,
  type ImageReader,
  type Refiner,
  type RefinerGuide,
  type SpatialRegularizer,
  type TextEncoder,
} from '@langseg/core';
import { describe } from 'vitest';
import * as z from 'zod';
import {
  testAssetStore,
  testDamagedFiles,
  testFormat,
  testHead,
  testImageEncoder,
  testImageReader,
  testModelStore,
  testRefiner,
  testRegularizer,
  testTextEncoder,
  type CachingModelStore,
} from '../index.js';
import { plainAssetStore, plainBundle, plainImageReader, plainModelStore } from './plain-files.js';
import { plainHead, plainImageEncoder, plainRefiner, plainRegularizer, plainTextEncoder } from './plain-plugins.js';

/** Plugins with one defect each: the suites must notice every one of them. */
function head(defect: string, change: (good: Head) => Partial<Head>): void {
  describe(defect, () =>
    testHead({
      create: () => {
        const good = plainHead();
        return { ...good, ...change(good) };
      },
    }),
  );
}

function image(defect: string, change: (good: ImageEncoder) => Partial<ImageEncoder>): void {
  describe(defect, () =>
    testImageEncoder({
      create: () => {
        const good = plainImageEncoder();
        return { ...good, ...change(good) };
      },
      sizes: [[8, 12]],
    }),
  );
}

function regularizer(
  defect: string,
  change: (good: SpatialRegularizer) => Partial<SpatialRegularizer>,
): void {
  describe(defect, () =>
    testRegularizer({
      create: () => {
        const good = plainRegularizer(true);
        return { ...good, ...change(good) };
      },
    }),
  );
}

function refiner(defect: string, change: (good: RefinerGuide['refine']) => RefinerGuide['refine']): void {
  describe(defect, () =>
    testRefiner({
      create: (): Refiner => {
        const good = plainRefiner();
        return {
          ...good,
          guide: async (...args) => ({ refine: change((await good.guide(...args)).refine) }),
        };
      },
    }),
  );
}

function text(defect: string, change: (good: TextEncoder) => Partial<TextEncoder>): void {
  describe(defect, () =>
    testTextEncoder({
      create: () => {
        const good = plainTextEncoder();
        return { ...good, ...change(good) };
      },
      unknownLabel: '犬',
      partlyKnownLabel: 'hot-dog',
    }),
  );
}

head('ignores the norms', ({ forward }) => ({
  forward: (pixels, words, options) =>
    forward(
      {
        ...pixels,
        norms: tensor(
          'float32',
          pixels.norms.shape,
          pixels.norms.data.map(() => 1),
        ),
      },
      words,
      options,
    ),
}));
head('ignores the signal', ({ forward }) => ({ forward: (pixels, words) => forward(pixels, words) }));
head('works after dispose', () => ({ dispose: async () => {} }));
head('uses the other corner convention', ({ forward }) => ({
  forward: (pixels, words, options) => {
    const { factor, alignCorners } = pixels.upsampling;
    return forward({ ...pixels, upsampling: { factor, alignCorners: !alignCorners } }, words, options);
  },
}));

image('interpolates norms', ({ encode }) => ({
  encode: async (pixels, options) => {
    const { values, upsampling } = await encode(pixels, options);
    const [batch, dim, h, w] = values.shape;
    const squares = tensor('float32', [batch, 1, h, w]);
    for (let i = 0; i < squares.data.length; i++)
      for (let d = 0; d < dim; d++)
        squares.data[i] += values.data[(Math.floor(i / (h * w)) * dim + d) * h * w + (i % (h * w))] ** 2;
    const norms = { ...squares, data: squares.data.map(Math.sqrt) };
    const large = resizeBilinear(norms, { size: [2 * h, 2 * w] }, upsampling);
    return { values, upsampling, norms: { ...large, shape: [batch, 2 * h, 2 * w] } };
  },
}));
image('sees only the first image of a batch', ({ encode }) => ({
  encode: async (pixels, options) => {
    const result = await encode(pixels, options);
    const size = result.values.data.length / result.values.shape[0];
    const data = result.values.data.map((_, i, all) => all[i % size]);
    return { ...result, values: { ...result.values, data } };
  },
}));
image('changes its input', ({ encode }) => ({
  encode: async (pixels, options) => {
    const result = await encode(pixels, options);
    pixels.data[0] += 1;
    return result;
  },
}));

regularizer('denies coupling labels', () => ({ couplesLabels: false }));
regularizer('prefers the first label', ({ forward }) => ({
  forward: async (logits, options) => {
    const result = await forward(logits, options);
    result.data[0] += 1;
    return result;
  },
}));

describe('denies that it looks around', () =>
  testRefiner({ create: () => ({ ...plainRefiner(), reach: 0 }) }));
refiner('refines nothing', () => async (scores) => scores);
refiner('remembers the first labels', (refine) => {
  let first: ReturnType<typeof refine> | undefined;
  return (...args) => (first ??= refine(...args));
});
refiner('goes down the rows', (refine) => async (scores, options) => {
  const rows = await refine(scores, options);
  let next = 0;
  return { ...rows, fill: (_, target) => rows.fill(next++ % rows.height, target) };
});
refiner('favours the first label', (refine) => async (scores, options) => {
  const rows = await refine(scores, options);
  return {
    ...rows,
    fill(y, target) {
      rows.fill(y, target);
      for (let i = 0; i < target.length; i++) target[i] *= 0.5;
      for (let i = 0; i < target.length; i += rows.labelCount) target[i] += 0.5;
    },
  };
});
refiner('paints the first label', (refine) => async (scores, options) => ({
  ...(await refine(scores, options)),
  fillLabels: (_, labelMap, start) => {
    labelMap.fill(0, start, start + scores.width);
  },
}));
refiner(
  'takes any size',
  (refine) => async (scores, options) => refine({ ...scores, width: 24, height: 18 }, options),
);

text('forgets to normalise', ({ encode }) => ({
  encode: async (labels, options) => {
    const rows = await encode(labels, options);
    return { ...rows, data: rows.data.map((value) => value * 2) };
  },
}));
text('sorts its labels', ({ encode }) => ({
  encode: (labels, options) => encode(labels.toSorted(), options),
}));
text('never warns', ({ encode }) => ({ encode: (labels, { signal } = {}) => encode(labels, { signal }) }));

function damaged(defect: string, read: (text: string) => unknown): void {
  describe(defect, () =>
    testDamagedFiles({
      name: 'a list',
      samples: [new TextEncoder().encode('[1, 2, 3]')],
      read: (bytes) => read(new TextDecoder().decode(bytes)),
      count: 50,
    }),
  );
}

damaged('trusts its files', (content) => JSON.parse(content));
damaged('refuses nothing', (content) => content.length);

/** A format for each label with one defect. */
function format(defect: string, encode: FormatComponent['encode'], ending = '.parts.json'): void {
  const perLabel = defineFormat({
    specVersion: 1,
    type: 'parts',
    description: 'a file for each label',
    endings: { [ending]: 'application/json' },
    perLabel: true,
    configSchema: z.strictObject({ labels: z.array(z.string()).optional() }),
    encode,
  });
  describe(defect, () => testFormat({ format: perLabel }));
}

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
let calls = 0;

format('writes nothing', async function* ({ labels }) {
  for (const part of labels) yield { part, bytes: new Uint8Array() };
});
format('writes something else', async function* ({ labels }) {
  for (const part of labels) yield { part, bytes: new TextEncoder().encode('<xml/>') };
});
format('counts its calls', async function* ({ labels }) {
  for (const part of labels) yield { part, bytes: bytesOf(calls++) };
});
format('changes the result', async function* ({ labels, labelMap }) {
  labelMap[0] = 1;
  for (const part of labels) yield { part, bytes: bytesOf(part) };
});
format('ignores which labels', async function* ({ labels }) {
  for (const part of labels) yield { part, bytes: bytesOf(part) };
});
format('names no parts', async function* ({ labels }) {
  for (const part of labels) yield { bytes: bytesOf(part) };
});
format('keeps the signal to itself', async function* (result) {
  for await (const { label: part } of result.heatmaps()) yield { part, bytes: bytesOf(part) };
});
format(
  'has an ending without a dot',
  async function* ({ labels }) {
    for (const part of labels) yield { part, bytes: bytesOf(part) };
  },
  'json',
);

function reader(defect: string, read: (good: ImageReader<Uint8Array>) => ImageReader<Uint8Array>['read']): void {
  describe(defect, () =>
    testImageReader({ create: () => ({ read: read(plainImageReader()) }), sourceOf: (file) => file }),
  );
}

reader('reads on after a signal', ({ read }) => (source) => read(source));
reader('takes any bands', ({ read }) => (source, { signal } = {}) => read(source, { signal }));
reader('takes pixels of any size', ({ read }) => async (source, options) => {
  if (source instanceof Uint8Array) return read(source, options);
  return source;
});
reader('draws grey for what it can not read', ({ read }) => (source, options) =>
  read(source, options).catch((error: { code: string }) => {
    if (error.code === 'IMAGE_UNREADABLE' && source instanceof Uint8Array)
      return { width: 1, height: 1, data: Uint8Array.of(128, 128, 128) };
    throw error;
  }),
);
reader('swaps red and blue', ({ read }) => async (source, options) => {
  const { data, ...size } = await read(source, options);
  if (!(source instanceof Uint8Array)) return { ...size, data };
  return { ...size, data: data.map((_, i) => data[i - (i % 3) + 2 - (i % 3)]) };
});
reader('ignores the orientation', ({ read }) => async (source, options) => {
  const { width, height, data } = await read(source, options);
  return height === 16 ? { width: height, height: width, data } : { width, height, data };
});
reader('adds noise', ({ read }) => async (source, options) => {
  const photo = await read(source, options);
  if (source instanceof Uint8Array) photo.data[0] = Math.random() * 256;
  return photo;
});

function assets(defect: string, change: (good: AssetStore) => Partial<AssetStore>): void {
  describe(defect, () =>
    testAssetStore({
      create: () => {
        const good = plainAssetStore();
        return { ...good, ...change(good) };
      },
      files: plainBundle,
      model: 'onnx/model.onnx',
    }),
  );
}

assets('has no place', () => ({ location: '' }));
assets('cuts its files', ({ read }) => ({ read: async (path) => (await read(path)).subarray(1) }));
assets('shares its bytes', ({ read }) => {
  const files = new Map<string, Promise<Uint8Array>>();
  return { read: (path) => files.get(path) ?? files.set(path, read(path)).get(path)! };
});
assets('invents files', ({ read }) => ({ read: (path) => read(path).catch(() => new Uint8Array()) }));
assets('opens another model', () => ({ model: async () => ({ kind: 'bytes', model: Uint8Array.of(9) }) }));

function models(defect: string, change: (good: CachingModelStore) => Partial<CachingModelStore>): void {
  describe(defect, () =>
    testModelStore({
      create: () => {
        const good = plainModelStore();
        return { ...good, ...change(good) };
      },
      files: plainBundle,
      ref: () => 'model',
      missing: () => 'missing',
      spoilt: () => 'spoilt',
    }),
  );
}

models('keeps nothing', () => ({ list: async () => [] }));
models('removes nothing', () => ({ remove: async () => {} }));
models('checks no hash', ({ resolve }) => ({
  resolve: (ref, options) => resolve(ref === 'spoilt' ? 'model' : ref, options),
}));
models('finds everything', ({ resolve }) => ({
  resolve: (ref, options) => resolve(ref === 'missing' ? 'model' : ref, options),
}));
models('downloads on after a signal', ({ resolve }) => ({
  resolve: (ref, { onProgress } = {}) => resolve(ref, { onProgress }),
}));
models('tells nothing', ({ resolve }) => ({ resolve: (ref, { signal } = {}) => resolve(ref, { signal }) }));
