import { fileURLToPath } from 'node:url';
import type { WebDevice } from '@langseg/adapter-web';
import { createSegmenter } from 'langseg';
import { expect, it } from 'vitest';
import { fromBase64 } from './page/sent-tensor.js';
import { openPage } from './support/open-page.js';

const photo = fileURLToPath(new URL('../../../samples/cow.jpg', import.meta.url));
const labels = ['cow', 'grass', 'sky', 'tree', 'other'];

/** Where the two best probabilities are closer than this, rounding may choose either label. */
const margin = 1e-3;

interface Place {
  readonly name: string;
  readonly asked: WebDevice;
  readonly device: WebDevice;
  readonly threads: number;
  readonly isolated: boolean;
  readonly longestSide?: number;
}

const places: readonly Place[] = [
  { name: 'WebAssembly with threads', asked: 'wasm', device: 'wasm', threads: 2, isolated: true },
  { name: 'WebAssembly without isolation', asked: 'auto', device: 'wasm', threads: 1, isolated: false },
  // Smaller than the model was made for: the adapter is software.
  { name: 'WebGPU', asked: 'webgpu', device: 'webgpu', threads: 2, isolated: true, longestSide: 160 },
];

interface Mask {
  readonly width: number;
  readonly height: number;
  readonly labelMap: Uint8Array;
  /** Where the best label is better than every other by more than rounding. */
  readonly isClear: readonly boolean[];
}

async function maskInNode(longestSide: number | undefined): Promise<Mask> {
  await using segmenter = await createSegmenter();
  const result = await segmenter.segment(photo, labels, { longestSide });
  const { width, height } = result;
  const labelMap = Uint8Array.from(result.labelMap);
  const maps: Float32Array[] = [];
  for await (const { values } of result.heatmaps()) maps.push(values);
  const isClear = Array.from(labelMap, (best, pixel) =>
    maps.every((map, label) => label === best || maps[best][pixel] - map[pixel] >= margin),
  );
  return { width, height, labelMap, isClear };
}

it.each(places)(
  'the default model labels as in Node: $name',
  async ({ asked, device, threads, isolated, longestSide }) => {
    const expected = await maskInNode(longestSide);
    await using browser = await openPage({ isolated, webgpu: device === 'webgpu' });
    const found = await browser.page.evaluate(
      ([labels, options]) => globalThis.testPage.segmentPhoto('cow.jpg', labels, options),
      [labels, { device: asked, longestSide }] as const,
    );
    expect(found).toMatchObject({ device, threads, warnings: [] });
    expect([found.width, found.height]).toEqual([expected.width, expected.height]);
    const wrong = fromBase64(found.labelMap).filter(
      (label, pixel) => expected.isClear[pixel] && label !== expected.labelMap[pixel],
    );
    expect(wrong).toHaveLength(0);
    expect(expected.isClear.filter(Boolean).length).toBeGreaterThan(0.99 * expected.isClear.length);
    expect(browser.errors).toEqual([]);
  },
);
