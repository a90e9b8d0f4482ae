import { createImageReader, createPictureEncoder, decodeMask, encodePng } from '@langseg/adapter-node';
import { heatmapPixels, overlayPixels, paletteFor } from '@langseg/core';
import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from './page/sent-tensor.js';
import { openPage } from './support/open-page.js';

it('exports a mask, an overlay and a heatmap', async () => {
  const [width, height] = [31, 17];
  const photo = { width, height, data: new Uint8Array(width * height * 3).map((_, i) => (i * 37) % 256) };
  const labelMap = new Uint8Array(width * height).map((_, i) => (i * i) % 3);
  const palette = paletteFor(3);
  const sent = { width, height, labels: ['a', 'b', 'c'], labelMap: [...labelMap], palette: [...palette] };

  await using browser = await openPage();
  const files = await browser.page.evaluate(
    ([file, result]) => globalThis.testPage.exportPictures(file, result),
    [toBase64(await encodePng(photo)), sent] as const,
  );

  expect(await decodeMask(fromBase64(files.mask))).toEqual({ width, height, labelMap, palette });
  const reader = createImageReader();
  const overlay = await reader.read(fromBase64(files.overlay));
  const expected = overlayPixels(photo, labelMap, palette, { alpha: 0.4 });
  const difference = overlay.data.reduce(
    (max, value, i) => Math.max(max, Math.abs(value - expected.data[i])),
    0,
  );
  expect(difference).toBeLessThanOrEqual(2);
  const ramp = Float32Array.from(labelMap, (_, i) => i / (labelMap.length - 1));
  const heatmap = await reader.read(fromBase64(files.heatmap));
  expect(Buffer.from(heatmap.data).equals(heatmapPixels(ramp, width, height).data)).toBe(true);
});

it('draws a legend below a photo, laid out as in Node', async () => {
  const [width, height] = [320, 200];
  const photo = { width, height, data: new Uint8Array(width * height * 3).map((_, i) => (i * 37) % 256) };
  const color = [
    [230, 159, 0],
    [86, 180, 233],
  ] as const;
  const legend = ['cow', '草 and grass'].map((label, index) => ({
    index,
    label,
    color: color[index],
    pixels: 1,
    share: 0.5,
  }));
  const file = await encodePng(photo);

  await using browser = await openPage();
  const drawn = await browser.page.evaluate(([file, legend]) => globalThis.testPage.addLegend(file, legend), [
    toBase64(file),
    legend,
  ] as const);

  const picture = await createImageReader().read(fromBase64(drawn));
  const expected = await createPictureEncoder().addLegend!(photo, legend);
  expect([picture.width, picture.height]).toEqual([expected.width, expected.height]);
  expect(Buffer.from(picture.data.subarray(0, photo.data.length)).equals(photo.data)).toBe(true);
  const panel = picture.data.subarray(photo.data.length);
  const pixels = Array.from({ length: panel.length / 3 }, (_, i) => panel.subarray(3 * i, 3 * i + 3).join());
  for (const swatch of color)
    expect(pixels.filter((pixel) => pixel === swatch.join()).length).toBeGreaterThan(40);
  expect(pixels.filter((pixel) => pixel === '255,255,255').length).toBeGreaterThan(pixels.length / 2);
  expect(panel.filter((value) => value < 60).length).toBeGreaterThan(30);
});
