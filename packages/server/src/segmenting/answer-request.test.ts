import { createImageReader, encodeMask, encodePng } from '@langseg/adapter-node';
import { createSegmenter } from 'langseg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhotoRequest } from '../requests/read-request.js';
import { answerRequest, type PhotoSegmenter } from './answer-request.js';

const limits = { maxLabels: 9, maxLongestSide: 512, maxPixels: 1_000_000, maxComparisons: 1e8 };
const images = createImageReader({ maxPixels: limits.maxPixels });
let segmenter: PhotoSegmenter;

beforeAll(async () => {
  segmenter = await createSegmenter();
});

afterAll(() => segmenter.dispose());

async function answer(image: Uint8Array, wishes: Partial<PhotoRequest['wishes']> = {}) {
  const asked: PhotoRequest['wishes'] = { labels: ['sky', 'grass'], output: 'legend', ...wishes };
  const { status, contentType, body } = await answerRequest(
    { image, wishes: asked },
    { segmenter, images, limits },
  );
  const json = contentType === 'application/json' ? new TextDecoder().decode(body) : '{}';
  return {
    status,
    contentType,
    ...(JSON.parse(json) as { warnings?: string[]; error?: { message: string } }),
  };
}

/** A grey picture of 16 bits, of which the values use 12. */
function twelveBits(): Promise<Uint8Array> {
  const [width, height] = [32, 24];
  const values = Uint16Array.from({ length: width * height }, (_, i) => Math.min(4095, 6 * i));
  return encodeMask(values, {
    width,
    height,
    palette: new Uint8Array(3),
    labels: Array<string>(300).fill(''),
  });
}

describe('answerRequest', () => {
  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><g filter="url(#f)"/></svg>'],
    ['HEIC (HEVC)', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ])('refuses %s by its name, at once', async (name, content) => {
    const { status, error } = await answer(Buffer.from(content));
    expect([status, error?.message]).toEqual([422, expect.stringContaining(`${name} is not read`)]);
  });

  it('passes on what is odd about a photo', async () => {
    const scan = await twelveBits();
    for (const output of ['legend', 'rle'] as const)
      expect((await answer(scan, { output })).warnings).toEqual([
        expect.stringContaining('the image holds values from 0 to 4095'),
      ]);
  });

  it('takes bands and range', async () => {
    const scan = await twelveBits();
    expect(await answer(scan, { bands: [1], range: [0, 4095] })).toMatchObject({ status: 200, warnings: [] });
    expect((await answer(scan, { bands: [4] })).status).toBe(422);
  });

  it('draws overlays and heatmaps of panoramas', async () => {
    const [width, height] = [40_000, 8];
    const pano = await encodePng({ width, height, data: new Uint8Array(width * height * 3).fill(90) });
    for (const wishes of [{ output: 'overlay' }, { output: 'heatmap', label: 'sky' }] as const)
      expect(await answer(pano, wishes)).toMatchObject({ status: 200, contentType: 'image/png' });
  });
});
