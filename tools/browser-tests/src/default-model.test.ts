import { fileURLToPath } from 'node:url';
import { resizeBilinear, tensor } from '@langseg/core';
import { createSegmenter } from 'langseg';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64 } from './page/sent-tensor.js';
import { openPage } from './support/open-page.js';

const photo = fileURLToPath(new URL('../../../samples/cow.jpg', import.meta.url));
const labels = ['cow', 'grass', 'sky', 'tree', 'other'];

/** Where the two best logits are closer than this, rounding may choose either label. */
const margin = 1e-3;

const places = [
  { name: 'WebAssembly with threads', asked: 'wasm', device: 'wasm', threads: 2, isolated: true },
  { name: 'WebAssembly without isolation', asked: 'auto', device: 'wasm', threads: 1, isolated: false },
  { name: 'WebGPU', asked: 'webgpu', device: 'webgpu', threads: 2, isolated: true },
] as const;

describe('the default model', () => {
  let size: readonly number[];
  let mask: Uint8Array;
  let isClear: readonly boolean[];

  beforeAll(async () => {
    await using segmenter = await createSegmenter();
    const result = await segmenter.segment(photo, labels);
    size = [result.height, result.width];
    mask = Uint8Array.from(result.labelMap);
    const { shape, data } = await result.logits();
    const maps = resizeBilinear(tensor('float32', [1, ...shape], data), { size: [size[0], size[1]] }, result);
    isClear = Array.from(mask, (best, pixel) =>
      labels.every((_, label) => {
        const difference = maps.data[best * mask.length + pixel] - maps.data[label * mask.length + pixel];
        return label === best || difference >= margin;
      }),
    );
  });

  it.each(places)('labels as in Node: $name', async ({ asked, device, threads, isolated }) => {
    await using browser = await openPage({ isolated, webgpu: device === 'webgpu' });
    const found = await browser.page.evaluate(
      ([labels, device]) => globalThis.testPage.segmentPhoto('cow.jpg', labels, { device }),
      [labels, asked] as const,
    );
    expect(found).toMatchObject({ device, threads, warnings: [] });
    expect([found.height, found.width]).toEqual(size);
    const wrong = fromBase64(found.labelMap).filter(
      (label, pixel) => isClear[pixel] && label !== mask[pixel],
    );
    expect(wrong).toHaveLength(0);
    expect(browser.errors).toEqual([]);
  });
});
