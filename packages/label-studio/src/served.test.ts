import { decodeRle } from '@langseg/core';
import { startServer, type LangSegServer } from '@langseg/server';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeBrush } from './__fixtures__/decode-brush.js';
import { predictRequest, setupRequest, task } from './__fixtures__/studio-requests.js';
import { labelStudioBackend } from './label-studio-backend.js';

let server: LangSegServer;
beforeAll(async () => {
  server = await startServer({
    port: 0,
    api: { threads: 1 },
    extensions: [labelStudioBackend({ minArea: 1 })],
  });
}, 60_000);
afterAll(() => server.close());

async function send(path: string, body: object): Promise<Record<string, never>> {
  const response = await fetch(new URL(path, server.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, never>;
}

it('a server draws for Label Studio what its API finds, within the time that Label Studio waits', async () => {
  const start = performance.now();
  expect(await (await fetch(new URL('health', server.url))).json()).toMatchObject({ status: 'UP' });
  expect(performance.now() - start).toBeLessThan(1000);
  await send('setup', setupRequest());
  expect(performance.now() - start).toBeLessThan(3000);

  const width = 64;
  const height = 48;
  const photo = await sharp(new URL('../../../samples/cow.jpg', import.meta.url).pathname)
    .resize(width, height, { fit: 'fill' })
    .png()
    .toBuffer();
  const image = photo.toString('base64');
  const { results } = await send('predict', predictRequest([task(1, `data:image/png;base64,${image}`)]));
  const { areas } = await send('v1/segment', {
    image,
    labels: [{ name: 'Animal', words: ['cow', 'calf'] }, 'grass', 'other'],
    output: 'areas',
  });
  const [{ result }] = results as unknown as {
    result: { value: { rle: number[]; brushlabels: string[] } }[];
  }[];
  expect(result.length).toBeGreaterThan(0);
  expect(result.map(({ value }) => value.brushlabels[0])).toEqual(
    (areas as { label: string }[]).map(({ label }) => label),
  );
  for (const [at, { value }] of result.entries())
    expect(decodeBrush(value.rle, width * height)).toEqual(
      decodeRle((areas as { segmentation: never }[])[at].segmentation),
    );
}, 60_000);
