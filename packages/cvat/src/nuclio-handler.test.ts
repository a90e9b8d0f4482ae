import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LangSegError } from '@langseg/core';
import sharp from 'sharp';
import { createSegmenter } from 'langseg';
import { afterAll, describe, expect, it } from 'vitest';
import type { CvatMask } from './cvat-mask.js';
import { createNuclioHandler } from './nuclio-handler.js';
import { readFunctionFile } from './read-function-file.js';

const folder = mkdtempSync(join(tmpdir(), 'langseg-cvat-'));
afterAll(() => rmSync(folder, { recursive: true }));

function functionFile(spec: string): string {
  const path = join(folder, 'function.yaml');
  const lines = spec.split('\n').map((line) => `      ${line}`);
  writeFileSync(
    path,
    `metadata:\n  name: langseg\n  annotations:\n    type: detector\n    spec: |\n${lines.join('\n')}\n`,
  );
  return path;
}
const spec =
  '[{ "id": 1, "name": "animal", "type": "mask", "words": ["cow", "calf"] },\n { "id": 2, "name": "grass", "type": "mask" }]';
const photo = await sharp(new URL('../../../samples/cow.jpg', import.meta.url).pathname)
  .resize(96, 72, { fit: 'fill' })
  .png()
  .toBuffer();

/** The answer of Nuclio's wrapper for Node, which reads status and body off what the callback gets. */
class Response {
  readonly body: string;
  readonly content_type: string;
  readonly status_code: number;
  constructor(body: string, _headers: object, contentType: string, status: number) {
    [this.body, this.content_type, this.status_code] = [body, contentType, status];
  }
}
async function call(handler: ReturnType<typeof createNuclioHandler>, body: unknown) {
  let response: Response | undefined;
  const callback = (given: unknown) => void (response = given as Response);
  await handler({ callback, Response: Response as never }, { body });
  const { status_code: status, content_type: type, body: text } = response!;
  return { status, type, masks: JSON.parse(text) as CvatMask[], text };
}
const requestOf = (fields: object): Buffer => Buffer.from(JSON.stringify(fields));

/** The pixels of a mask, as `cvat/apps/lambda_manager` reads it: the last four numbers are the box, its right and bottom pixel inside. */
function pixelsOf({ mask }: CvatMask, width: number, height: number): Uint8Array {
  const [left, top, right, bottom] = mask.slice(-4);
  const values = mask.slice(0, -4);
  expect(values).toHaveLength((right - left + 1) * (bottom - top + 1));
  const pixels = new Uint8Array(width * height);
  for (let y = top, at = 0; y <= bottom; y++)
    for (let x = left; x <= right; x++) pixels[y * width + x] = values[at++];
  return pixels;
}

describe('the detector function of CVAT', { timeout: 60_000 }, () => {
  it('answers with the masks of what was found, and nothing of "other"', async () => {
    await using segmenter = await createSegmenter({ threads: 1 });
    const handler = createNuclioHandler(functionFile(spec), { segmenter, instances: 'labels', minArea: 1 });
    const { status, type, masks } = await call(handler, requestOf({ image: photo.toString('base64') }));
    expect([status, type]).toEqual([200, 'application/json']);
    const result = await segmenter.segment(photo, [
      { name: 'animal', words: ['cow', 'calf'] },
      'grass',
      'other',
    ]);
    const found = result.areas().filter(({ index, pixels }) => pixels > 0 && index < 2);
    expect(found.length).toBeGreaterThan(0);
    expect(masks.map(({ label }) => label)).toEqual(found.map(({ index }) => result.labels[index]));
    for (const mask of masks) {
      expect(pixelsOf(mask, 96, 72)).toEqual(result.mask(mask.label));
      expect(mask).toMatchObject({ type: 'mask', confidence: expect.stringMatching(/^[01]\.\d{4}$/) });
      expect(mask.points.length).toBeGreaterThanOrEqual(6);
      expect(mask.points.length % 2).toBe(0);
    }
    const sure = await call(handler, requestOf({ image: photo.toString('base64'), threshold: 1 }));
    expect(sure.masks).toEqual([]);
  });

  it.each([
    ['no body', undefined, 400],
    ['no JSON', Buffer.from('{'), 400],
    ['no photo', requestOf({ threshold: 0.5 }), 400],
    ['an address', requestOf({ image: 'http://169.254.169.254/' }), 422],
    ['a path', requestOf({ image: '/etc/passwd' }), 422],
    ['a photo that is none', requestOf({ image: Buffer.from('hello').toString('base64') }), 422],
    ['a threshold that is none', requestOf({ image: 'aGVsbG8=', threshold: 2 }), 400],
  ])('answers %s with an error', async (_, body, expected) => {
    const segment = () => Promise.reject(new LangSegError('IMAGE_UNREADABLE', 'The image is none.'));
    const handler = createNuclioHandler(functionFile(spec), { segmenter: { segment } });
    const { status, text } = await call(handler, body);
    expect([status, text]).toEqual([expected, expect.stringContaining('error')]);
  });

  it.each([
    ['labels of one name', '[{ "name": "a" }, { "name": "a" }]', 'two labels'],
    ['no labels', '[]', 'spec'],
    ['no JSON', 'a, b', 'no JSON'],
    ['a label without words', '[{ "name": "a", "words": [] }]', 'words'],
  ])('says what is wrong with a file of %s', async (_, text, message) => {
    const path = functionFile(text);
    await expect(readFunctionFile(path)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(message),
    });
    const { status } = await call(createNuclioHandler(path), requestOf({ image: 'aGVsbG8=' }));
    expect(status).toBe(400);
  });

  it('says when there is no such file', async () => {
    await expect(readFunctionFile(join(folder, 'nothing.yaml'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it("the example's file has labels that can be read", async () => {
  const path = new URL('../../../examples/cvat/function.yaml', import.meta.url).pathname;
  expect(await readFunctionFile(path)).toContainEqual({ name: 'animal', words: ['cow', 'horse', 'sheep'] });
  expect(readFileSync(path, 'utf8')).toContain('handler: main:handler');
});
