import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSegmenter, defaultRegistry } from 'langseg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromBase64 } from './page/sent-tensor.js';
import { withStrangersPlugins } from './page/strangers-plugins.js';
import { openPage } from './support/open-page.js';
import { writePluggedModel } from './support/write-plugged-model.js';

const photo = fileURLToPath(new URL('../../../samples/cow.jpg', import.meta.url));
const labels = ['sky', 'grass'];
const registry = withStrangersPlugins(defaultRegistry);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'langseg-plugged-'));
  await writePluggedModel(folder, registry);
});
afterAll(() => rm(folder, { recursive: true }));

it('a model of strangers’ components segments in a browser as in Node', async () => {
  await using segmenter = await createSegmenter({ registry, model: folder });
  const { labelMap } = await segmenter.segment(photo, labels);
  expect(new Set(labelMap)).toEqual(new Set([0, 1]));

  await using browser = await openPage();
  await browser.page.route('**/plugged/**', (route) =>
    route.fulfill({ path: join(folder, route.request().url().split('/plugged/')[1]) }),
  );
  const found = fromBase64(
    await browser.page.evaluate(
      (names) => globalThis.testPage.segmentWithPlugins('./plugged/', 'cow.jpg', names),
      labels,
    ),
  );
  expect(found).toHaveLength(labelMap.length);
  // Pixels on the border may go either way.
  const wrong = found.filter((label, pixel) => label !== labelMap[pixel]);
  expect(wrong.length).toBeLessThan(found.length / 1000);
  expect(browser.errors).toEqual([]);
});
