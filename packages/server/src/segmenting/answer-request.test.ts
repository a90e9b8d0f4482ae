import { createImageReader, encodeMask, encodePng } from '@langseg/adapter-node';
import { defineFormat } from '@langseg/core';
import { createSegmenter, defaultRegistry } from 'langseg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { PhotoRequest } from '../requests/read-request.js';
import { answerRequest, type PhotoSegmenter } from './answer-request.js';

const limits = { maxLabels: 9, maxLongestSide: 512, maxPixels: 1_000_000, maxComparisons: 1e8 };
const images = createImageReader({ maxPixels: limits.maxPixels });
/** As JSON, but with a file for everything that is odd. */
const oddities = defineFormat({
  specVersion: 1,
  type: 'oddities',
  description: 'one file for each warning',
  endings: { '.txt': 'text/plain' },
  configSchema: z.strictObject({ upper: z.boolean().default(false) }),
  async *encode({ warnings, labels }, { upper }) {
    for (const warning of [...warnings, labels[0]])
      yield { part: warning, bytes: new TextEncoder().encode(upper ? warning.toUpperCase() : warning) };
  },
});
const registry = defaultRegistry.with(oddities);
let segmenter: PhotoSegmenter;

beforeAll(async () => {
  segmenter = await createSegmenter();
});

afterAll(() => segmenter.dispose());

async function answer(image: Uint8Array, wishes: Partial<PhotoRequest['wishes']> = {}) {
  const asked: PhotoRequest['wishes'] = { labels: ['sky', 'grass'], output: 'json', ...wishes };
  const { status, contentType, body } = await answerRequest(
    { image, wishes: asked },
    { segmenter, images, limits, registry },
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
    for (const output of ['json', 'rle'])
      expect((await answer(scan, { output })).warnings).toEqual([
        expect.stringContaining('the image holds values from 0 to 4095'),
      ]);
  });

  it('answers in formats of others, with their options, one file at a time', async () => {
    const plain = await encodePng({ width: 8, height: 8, data: new Uint8Array(192) });
    const asked = { output: 'oddities', options: { upper: true } };
    expect(await answer(plain, asked)).toMatchObject({ status: 200, contentType: 'text/plain' });
    expect((await answer(plain, { ...asked, options: { loud: 1 } })).error).toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('loud'),
    });
    expect((await answer(await twelveBits(), asked)).error?.message).toContain('several files');
  });

  it('takes labels of several words and says when none fits, and why', async () => {
    const photo = await encodePng({ width: 32, height: 24, data: new Uint8Array(32 * 24 * 3).fill(99) });
    const ground = { name: 'ground', words: ['grass', 'meadow'] };
    const answered = await answer(photo, { labels: ['violin', ground], other: 'auto', at: [3, 4] });
    expect(answered).toMatchObject({
      status: 200,
      labels: [{ label: 'violin' }, { label: 'ground' }, { label: 'other' }],
      at: { x: 3, y: 4, ranking: [{}, {}, {}] },
    });
    expect(await answer(photo, { at: [32, 0] })).toMatchObject({
      status: 400,
      error: {
        code: 'REQUEST_INVALID',
        message: expect.stringContaining('inside the 32 × 24 photo') as string,
      },
    });
  });

  it('takes bands and range', async () => {
    const scan = await twelveBits();
    expect(await answer(scan, { bands: [1], range: [0, 4095] })).toMatchObject({ status: 200, warnings: [] });
    expect((await answer(scan, { bands: [4] })).status).toBe(422);
  });

  it('draws overlays and heatmaps of panoramas', async () => {
    const [width, height] = [40_000, 8];
    const pano = await encodePng({ width, height, data: new Uint8Array(width * height * 3).fill(90) });
    for (const wishes of [{ output: 'overlay' }, { output: 'heatmaps', label: 'sky' }] as const)
      expect(await answer(pano, wishes)).toMatchObject({ status: 200, contentType: 'image/png' });
  });

  it('leaves outlines as they are for those who ask for it', async () => {
    const plain = await encodePng({ width: 8, height: 8, data: new Uint8Array(192) });
    const asked: unknown[] = [];
    const watched: PhotoSegmenter = {
      ...segmenter,
      plan: (...args) => segmenter.plan(...args),
      encode: async (...args) => {
        const encoded = await segmenter.encode(...args);
        return {
          segment: (labels, options) => {
            asked.push(options?.refine);
            return encoded.segment(labels, options);
          },
          dispose: () => encoded.dispose(),
        };
      },
    };
    for (const refine of [undefined, false])
      await answerRequest(
        { image: plain, wishes: { labels: ['sky'], output: 'json', refine } },
        { segmenter: watched, images, limits, registry },
      );
    expect(asked).toEqual([undefined, false]);
  });

  it('answers with areas in the colours that were asked for', async () => {
    const plain = await encodePng({ width: 8, height: 8, data: new Uint8Array(192) });
    const asked = { output: 'areas', colors: ['#102030', '#102030'], options: { minArea: 2 } };
    const { areas } = (await answer(plain, asked)) as unknown as {
      areas: { color: number[]; pixels: number }[];
    };
    expect(areas[0]).toMatchObject({ color: [16, 32, 48] });
  });
});
