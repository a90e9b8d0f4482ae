import { createImageReader, decodeMask, encodePng } from '@langseg/adapter-node';
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
