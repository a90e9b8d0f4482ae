import { expect, it } from 'vitest';
import { createRegistry } from '../../components/registry.js';
import { tensor } from '../../tensor/tensor.js';
import { createResultEncoder } from '../format/result-encoder.js';
import { decodeRle } from '../../areas/rle.js';
import { Segmentation } from '../segmentation.js';
import { areasFormat } from './areas.js';

const size = { width: 6, height: 4, alignCorners: true };
/** Two cows, a speck of one, grass, and what is neither. */
const rows = ['00.111', '00.111', '.....0', '0..222'];
const labelMap = Uint8Array.from(rows.join(''), (value) => (value === '.' ? 2 : Number(value)));
const result = new Segmentation({
  ...size,
  labels: ['cow', 'grass', 'other'],
  labelMap,
  logitsOf: (indices) => Promise.resolve(tensor('float32', [indices.length, 1, 1])),
});
const encoder = createResultEncoder({ registry: createRegistry([areasFormat]), pictures: {} as never });

interface Answer {
  areas: { label: string; pixels: number; box: number[]; score?: number; segmentation: never }[];
}

async function areasWith(options: object): Promise<Answer['areas']> {
  for await (const { bytes } of encoder.encode(result, { type: 'areas', ...options }, {} as never))
    return (JSON.parse(new TextDecoder().decode(bytes)) as Answer).areas;
  return [];
}

it('are connected pieces of labels, without "other"', async () => {
  const areas = await areasWith({});
  expect(areas.map(({ label, pixels, box }) => [label, pixels, box])).toEqual([
    ['cow', 4, [0, 0, 2, 2]],
    ['cow', 1, [5, 2, 1, 1]],
    ['cow', 1, [0, 3, 1, 1]],
    ['grass', 6, [3, 0, 3, 2]],
  ]);
  expect(areas[0]).toMatchObject({ index: 0, color: [0xe6, 0x9f, 0x00] });
  expect([...decodeRle(areas[3].segmentation)].join('')).toBe('000111000111000000000000');
});

it('are whole labels, large pieces, or also those of "other", as asked for', async () => {
  const whole = await areasWith({ instances: 'labels', keepOther: true });
  expect(whole.map(({ label, pixels }) => [label, pixels])).toEqual([
    ['cow', 6],
    ['grass', 6],
    ['other', 12],
  ]);
  const large = await areasWith({ minArea: 2, scores: true });
  expect(large.map(({ label }) => label)).toEqual(['cow', 'grass']);
  expect(large[0].score).toBeCloseTo(1 / 3, 3);
});

it('are polygons with as many corners as the tolerance leaves', async () => {
  const [cow] = await areasWith({ shape: 'polygons', tolerance: 0 });
  expect(cow.segmentation).toEqual([[0, 0, 2, 0, 2, 2, 0, 2]]);
});
