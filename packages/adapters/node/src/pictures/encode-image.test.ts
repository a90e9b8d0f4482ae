import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createImageReader } from '../images/create-image-reader.js';
import { encodeJpeg, encodePng } from './encode-image.js';

const image = { width: 16, height: 9, data: new Uint8Array(16 * 9 * 3).map((_, i) => (i * 5) % 251) };

describe('encodePng and encodeJpeg', () => {
  it('keep every pixel as PNG', async () => {
    const decoded = await createImageReader().read(await encodePng(image));
    expect([decoded.width, decoded.height]).toEqual([16, 9]);
    expect(Buffer.compare(decoded.data, image.data)).toBe(0);
  });

  it('write JPEG of the quality asked for, with full colour resolution', async () => {
    const [good, small] = [
      await encodeJpeg(image, { quality: 95 }),
      await encodeJpeg(image, { quality: 20 }),
    ];
    expect(small.length).toBeLessThan(good.length);
    expect(await sharp(good).metadata()).toMatchObject({
      format: 'jpeg',
      width: 16,
      chromaSubsampling: '4:4:4',
    });
  });

  it('write panoramas as PNG, and say so where JPEG ends', async () => {
    for (const [width, height] of [
      [65_500, 1],
      [65_501, 1],
      [1, 70_000],
    ]) {
      const pano = { width, height, data: new Uint8Array(width * height * 3) };
      expect(await sharp(await encodePng(pano)).metadata()).toMatchObject({ width, height });
      if (width === 65_500) expect(await sharp(await encodeJpeg(pano)).metadata()).toMatchObject({ width });
      else
        await expect(encodeJpeg(pano)).rejects.toMatchObject({
          code: 'IMAGE_TOO_LARGE',
          message: expect.stringContaining('PNG') as string,
        });
    }
  });

  it('refuse pixels that do not fit', async () => {
    await expect(encodePng({ ...image, width: 17 })).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    await expect(encodeJpeg({ ...image, height: 0 })).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });
});
