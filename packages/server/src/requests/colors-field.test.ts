import { expect, it } from 'vitest';
import { parseMediaType } from './media-type.js';
import { readRequest, type PhotoRequest } from './read-request.js';

const limits = { formats: [], maxPixels: 1e6, maxLabels: 2, maxLongestSide: 512, maxComparisons: 1e6 };

async function requestWith(colors: string): Promise<PhotoRequest> {
  const form = new FormData();
  form.set('image', new Blob(['GIF89a']), 'a.gif');
  form.set('labels', 'cow, grass');
  form.set('colors', colors);
  const encoded = new Response(form);
  const type = parseMediaType(encoded.headers.get('content-type')!);
  return readRequest(Buffer.from(await encoded.arrayBuffer()), type, limits);
}

it('colours of labels are a text with commas in a form, and a list in JSON', async () => {
  expect((await requestWith('#ff8000, #0080FF')).wishes).toMatchObject({ colors: ['#ff8000', '#0080FF'] });
  const fields = { image: 'R0lGODlh', labels: ['cow'], colors: ['#ff8000'] };
  const json = await readRequest(Buffer.from(JSON.stringify(fields)), { kind: 'json' }, limits);
  expect(json.wishes).toMatchObject({ colors: ['#ff8000'] });
});

it.each(['red', '#ff80', '#ff8000,', '#ff8000,#ff8000,#ff8000'])('colours can not be %j', async (value) => {
  await expect(requestWith(value)).rejects.toThrow('colors');
});
