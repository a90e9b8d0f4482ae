import { describe, expect, it } from 'vitest';
import { makeTiff, type TiffPage } from '../__fixtures__/make-tiff.js';
import { createImageReader } from '../create-image-reader.js';

const reader = createImageReader();
const [width, height] = [6, 4];
const photo = Array.from({ length: width * height * 3 }, (_, i) => 3 * i);

async function readAll(bytes: Uint8Array) {
  const warnings: string[] = [];
  const image = await reader.read(bytes, { onWarning: ({ message }) => warnings.push(message) });
  return { ...image, data: [...image.data], warnings: warnings.join('\n') };
}

describe('images of a TIFF', () => {
  const full: TiffPage = { width, height, bands: 3, values: photo };
  const small: TiffPage = { width: 2, height: 1, bands: 3, values: [9, 9, 9, 9, 9, 9] };
  const reduced: TiffPage = { ...small, tags: [[254, 4, [1]]] };
  const mask: TiffPage = { ...small, tags: [[254, 4, [4]]] };
  const old: TiffPage = { ...small, tags: [[255, 3, [2]]] };

  it.each([
    ['a preview', [reduced, full]],
    ['a preview of old style', [old, full]],
    ['a preview and a mask', [reduced, mask, full]],
    ['nothing, and smaller copies follow', [full, reduced, reduced]],
  ])('the first whole one is taken: before it comes %s', async (_, pages) => {
    for (const big of [false, true]) {
      const image = await readAll(makeTiff(pages, { big }));
      expect([image.width, image.height, image.data, image.warnings]).toEqual([width, height, photo, '']);
    }
  });

  it('of a document the first is taken, with a warning', async () => {
    const image = await readAll(makeTiff([full, small, full]));
    expect(image.data).toEqual(photo);
    expect(image.warnings).toContain('has 3 images; the first is read, 6×4');
  });

  it('says when only a preview is there', async () => {
    expect((await readAll(makeTiff([reduced]))).warnings).toContain('only a preview of 2×1');
  });

  it('ends where directories form a circle or lie behind the end', async () => {
    const bytes = Buffer.from(makeTiff([full, small]));
    const [first] = [bytes.readUInt32LE(4)];
    const link = first + 2 + bytes.readUInt16LE(first) * 12;
    bytes.writeUInt32LE(first, link);
    expect((await readAll(bytes)).data).toEqual(photo);
    for (const at of [link, 4]) {
      bytes.writeUInt32LE(bytes.length + 100, at);
      await expect(readAll(bytes)).rejects.toThrow('is truncated: the TIFF image');
    }
  });
});
