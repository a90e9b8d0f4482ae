import { createImageReader, encodeJpeg, encodePng } from '@langseg/adapter-node';
import type { RgbImage } from '@langseg/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadPhoto } from './page/scenarios/read-photo.js';
import { fromBase64, toBase64 } from './page/sent-tensor.js';
import { openPage, type OpenPage } from './support/open-page.js';

let browser: OpenPage;
beforeAll(async () => {
  browser = await openPage();
});
afterAll(() => browser[Symbol.asyncDispose]());

type Options = { readonly type?: string; readonly maxPixels?: number };

function attempt(bytes: Uint8Array, options: Options = {}): Promise<ReadPhoto | string> {
  const sent = [toBase64(bytes), options] as const;
  return browser.page.evaluate(([file, options]) => globalThis.testPage.readPhoto(file, options), sent);
}

async function read(bytes: Uint8Array, options?: Options): Promise<RgbImage & Pick<ReadPhoto, 'notices'>> {
  const photo = await attempt(bytes, options);
  if (typeof photo === 'string') throw new Error(photo);
  return { ...photo, data: fromBase64(photo.data) };
}

/** Smooth enough to survive JPEG, different everywhere. */
function gradient(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(
        [(255 * x) / width, (255 * y) / height, (255 * (x + y)) / (width + height)],
        3 * (y * width + x),
      );
  return { width, height, data };
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

/** A JPEG that says in EXIF how it must be turned. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [...new TextEncoder().encode('Exif'), 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body, ...jpeg.subarray(2)]);
}

describe('photos in a browser', () => {
  it('keep every pixel of a PNG, also of one that is drawn in strips', async () => {
    const photo = gradient(2500, 1900);
    const { data, notices } = await read(await encodePng(photo));
    expect(largestDifference(data, photo.data)).toBe(0);
    expect(notices).toEqual([]);
  });

  it.each([1, 3, 6, 8])('are upright whatever EXIF orientation they have: %i', async (orientation) => {
    const jpeg = withOrientation(await encodeJpeg(gradient(60, 40), { quality: 100 }), orientation);
    const expected = await createImageReader().read(jpeg);
    const found = await read(jpeg);
    expect([found.width, found.height]).toEqual([expected.width, expected.height]);
    expect(largestDifference(found.data, expected.data)).toBeLessThanOrEqual(3);
  });

  it('lie on white where they are transparent, SVG too', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="2" height="2" fill="#0000ff"/></svg>';
    const { width, height, data } = await read(new TextEncoder().encode(svg), { type: 'image/svg+xml' });
    expect([width, height]).toEqual([4, 2]);
    expect(Array.from(data.subarray(0, 12))).toEqual([0, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255, 255]);
  });

  it('are scaled down with a notice when they are too large', async () => {
    const { width, height, data, notices } = await read(await encodePng(gradient(800, 600)), {
      maxPixels: 30_000,
    });
    expect([width, height]).toEqual([200, 150]);
    expect(notices).toEqual([expect.stringMatching(/800×600 .*200×150/)]);
    expect(largestDifference(data, gradient(200, 150).data)).toBeLessThanOrEqual(6);
  });

  it.each([
    [
      'text',
      new TextEncoder().encode('<!doctype html>'),
      /^IMAGE_UNREADABLE: .*15 bytes beginning with "<!doctype/,
    ],
    ['nothing', new Uint8Array(), /^IMAGE_UNREADABLE: .*0 bytes/],
    ['half a header', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), /^IMAGE_UNREADABLE: .*ff d8 ff e0/],
  ])('are refused when they are %s', async (_kind, bytes, message) => {
    expect(await attempt(bytes)).toMatch(message);
  });

  it('are refused from elements that show nothing, or a picture of another site', async () => {
    const failures = await browser.page.evaluate(() => globalThis.testPage.takeNothing());
    for (const failure of failures) expect(failure).toMatch(/^IMAGE_UNREADABLE/);

    await using page = await openPage({ isolated: false });
    const png = Buffer.from(await encodePng(gradient(4, 4)));
    await page.page.route('http://other.example/*', (route) =>
      route.fulfill({ body: png, contentType: 'image/png' }),
    );
    const failure = await page.page.evaluate(() =>
      globalThis.testPage.takeForeignPicture('http://other.example/a.png'),
    );
    expect(failure).toMatch(/^IMAGE_UNREADABLE: .*crossorigin/);
  });
});
