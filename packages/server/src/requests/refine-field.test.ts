import { expect, it } from 'vitest';
import { parseMediaType } from './media-type.js';
import { readRequest, type PhotoRequest } from './read-request.js';

const limits = { formats: [], maxPixels: 1e6, maxLabels: 5, maxLongestSide: 512, maxComparisons: 1e6 };

async function requestWith(refine?: string): Promise<PhotoRequest> {
  const form = new FormData();
  form.set('image', new Blob(['GIF89a']), 'a.gif');
  form.set('labels', 'cow');
  if (refine !== undefined) form.set('refine', refine);
  const encoded = new Response(form);
  const type = parseMediaType(encoded.headers.get('content-type')!);
  return readRequest(Buffer.from(await encoded.arrayBuffer()), type, limits);
}

it.each([true, false])('refine is %s in a form', async (refine) => {
  expect((await requestWith(String(refine))).wishes).toMatchObject({ refine });
});

it('refine may be left out', async () => {
  expect((await requestWith()).wishes.refine).toBeUndefined();
});

it.each(['no', '0', ''])('refine can not be %j', async (value) => {
  await expect(requestWith(value)).rejects.toThrow('refine');
});
