import { decodeMask, encodeMask } from '@langseg/adapter-common';
import { paletteFor } from '@langseg/core';
import { expect, it } from 'vitest';
import { encodeLabelMap } from './encode-label-map.js';

const [width, height] = [37, 23];

function pictureOf(count: number, largest = count - 1) {
  const map = Uint16Array.from({ length: width * height }, (_, i) => (i * 7919) % (largest + 1));
  const labels = Array.from({ length: count }, (_, i) => `label ${i}`);
  return {
    width,
    height,
    labels,
    palette: paletteFor(count),
    labelMap: count > 256 ? map : new Uint8Array(map),
  };
}

it.each([
  [1, 0],
  [3, 2],
  [256, 255],
  [300, 299],
  [3, 255],
  [300, 65_535],
])('a map of %i labels with values up to %i is the picture that encodeMask makes', async (count, largest) => {
  const picture = pictureOf(count, largest);
  const [ours, theirs] = [await encodeLabelMap(picture), await encodeMask(picture.labelMap, picture)];
  expect(await decodeMask(ours)).toEqual(await decodeMask(theirs));
  expect([...(await decodeMask(ours)).labelMap]).toEqual([...picture.labelMap]);
});

it('a map of another size is refused', async () => {
  await expect(encodeLabelMap({ ...pictureOf(3), width: 5 })).rejects.toMatchObject({
    code: 'SHAPE_MISMATCH',
  });
});
