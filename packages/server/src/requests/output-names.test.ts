import { expect, it } from 'vitest';
import { parseMediaType } from './media-type.js';
import { readRequest } from './read-request.js';

const formats = ['overlay', 'mask', 'heatmaps', 'json', 'rle'].map((type) => ({
  type,
  mediaType: 'image/png',
  perLabel: type === 'heatmaps',
}));
const limits = { formats, maxPixels: 1e6, maxLabels: 5, maxLongestSide: 512, maxComparisons: 1e6 };

async function asked(fields: object): Promise<unknown> {
  const body = JSON.stringify({ image: btoa('GIF89a\r\nphoto\n'), labels: 'cow', ...fields });
  const { wishes } = await readRequest(Buffer.from(body), parseMediaType('application/json'), limits);
  return wishes.output;
}

it.each([
  ['mask', 'mask'],
  ['png', 'mask'],
  ['legend', 'json'],
  ['json', 'json'],
])('the output %s is the format %s', async (output, type) => {
  expect(await asked({ output })).toBe(type);
});

it.each(['heatmap', 'heatmaps'])('the output %s is that of one label', async (output) => {
  expect(await asked({ output, label: 'cow' })).toBe('heatmaps');
  await expect(asked({ output, label: 'dog' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});
