import { decodeMask } from '@langseg/adapter-common';
import { paletteFor } from '@langseg/core';
import { expect, it } from 'vitest';
import { writeMaskRows } from './write-mask-rows.js';

it.each([3, 256, 300])('writes the rows of a map of %i labels as they come', async (count) => {
  const [width, height] = [37, 23];
  const map = Uint16Array.from({ length: width * height }, (_, i) => (i * 7919) % count);
  const labelMap = count > 256 ? map : Uint8Array.from(map);
  async function* pieces() {
    for (const [from, to] of [
      [0, 1],
      [1, 9],
      [9, 23],
    ])
      yield labelMap.slice(from * width, to * width);
  }
  const written: Uint8Array[] = [];
  const labels = Array.from({ length: count }, (_, i) => `label ${i}`);
  await writeMaskRows(
    pieces(),
    { width, height, palette: paletteFor(count), labels },
    { write: async (bytes) => void written.push(bytes) },
  );
  expect(Buffer.concat(written).toString('latin1')).toContain(`tEXtLabels\0["label 0","label 1",`);
  const mask = await decodeMask(Buffer.concat(written));
  expect([mask.width, mask.height]).toEqual([width, height]);
  expect([...mask.labelMap]).toEqual([...labelMap]);
});
