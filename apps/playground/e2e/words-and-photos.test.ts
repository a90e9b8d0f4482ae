import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodeMask } from '@langseg/adapter-node';
import { launchChromium, type FolderServer } from '@langseg/browser-testing';
import { decodeRle, type CompressedRle } from '@langseg/core';
import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

const coral = '#ff7a59';
const sky = '#4fb3ff';
const lime = '#b6d94c';
const violet = '#a98bff';

/** Places on samples/cow.jpg, as shares of width and height. */
const onCow = [0.55, 0.55] as const;
const onGrass = [0.15, 0.85] as const;

const samplePath = (name: string) => fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url));

let browser: Browser;
let server: FolderServer;
let app: PlaygroundPage;
let heroShownAt = Infinity;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
  app = await PlaygroundPage.open(browser, `${server.url}?measure`);
  await app.page.getByTestId('hero').waitFor();
  heroShownAt = await app.page.evaluate(() => performance.now());
  await app.painted();
});

afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

// In the order of a visit: every test goes on where the one before it left off.
describe('a visit', () => {
  it('begins with a photo that is painted already', async () => {
    expect(await app.words()).toEqual(['cow', 'grass', 'tree', 'sky']);
    await app.waitForColor(...onCow, coral);
    await app.waitForColor(...onGrass, lime);
    const { modelAt } = await app.page.evaluate(() => {
      const [model] = performance.getEntriesByName('langseg:model');
      return { modelAt: model.startTime + model.duration };
    });
    expect(heroShownAt).toBeLessThan(modelAt);
    expect(await app.page.getByTestId('hero').count()).toBe(0);
    expect(await app.page.locator('.model-button').textContent()).toMatch(/Default model.*WebAssembly, \d/);
  });

  it('tells the likeliest words of a pixel, to the mouse and to the keys', async () => {
    const box = (await app.page.locator('.picture').boundingBox())!;
    await app.page.mouse.move(box.x + onCow[0] * box.width, box.y + onCow[1] * box.height);
    const chances = app.page.locator('.chances li');
    expect(await chances.first().textContent()).toMatch(/^cow\d+ %$/);
    expect(await chances.count()).toBe(4);
    await app.page.locator('.picture').focus();
    for (let step = 0; step < 4; step++) await app.page.keyboard.press('Shift+ArrowDown');
    expect(await chances.first().textContent()).toMatch(/^grass/);
    expect(await app.page.locator('.readings').getAttribute('aria-live')).toBe('polite');
    await app.page.keyboard.press('Escape');
  });

  it('repaints as words are typed, before they are finished', async () => {
    await app.remove('grass');
    await app.input.fill('lawn');
    await app.waitForColor(...onGrass, lime);
    await app.input.press('Enter');
    expect(await app.words()).toEqual(['cow', 'tree', 'sky', 'lawn']);
    await app.input.fill('fence, blorfxq');
    await app.input.press('Enter');
    const verdicts = app.page.locator('.verdicts');
    await expect.poll(() => verdicts.textContent()).toContain('blorfxq: the model doesn’t know this word');
    await expect
      .poll(() => app.page.getByTestId('announcement').textContent())
      .toMatch(/cow \d+ %.*blorfxq not known/);
    for (const word of ['fence', 'blorfxq', 'lawn', 'tree', 'sky']) await app.remove(word);
    await app.waitForColor(...onGrass, undefined);
    await app.waitForColor(...onCow, coral);
  });

  it('keeps a single word from flooding the photo, whatever is typed beside it', async () => {
    const onNothing = [...onGrass, undefined] as const;
    for (const draft of ['blorf', 'Kühe', '牛']) {
      await app.input.fill(draft);
      await app.page
        .getByTestId('draft-verdict')
        .or(app.page.locator('.word-input.has-draft'))
        .first()
        .waitFor();
      await app.waitForColor(...onCow, coral);
      await app.waitForColor(...onNothing);
    }
    expect(await app.page.locator('.notice.is-problem').count()).toBe(0);
    await app.input.fill('gras');
    await app.waitForColor(...onGrass, sky);
    expect(await app.page.getByTestId('draft-verdict').textContent()).toMatch(/^\d\d %$/);
    await app.input.press('Tab');
    expect(await app.input.inputValue()).toBe('grass');
    await app.input.press('Escape');
    await app.waitForColor(...onNothing);
  });

  it('shows words only when there are any', async () => {
    await app.remove('cow');
    await app.page.locator('.layer:not(.is-shown)').waitFor();
    expect(await app.page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await app.pasteWords('cow\ngrass');
    await app.painted();
    await app.waitForColor(...onCow, coral);
  });

  it('renames, colours and reorders by keys', async () => {
    const chip = app.page.locator('.chip-word').first();
    await chip.click();
    await app.page.locator('.chip-tools input.is-word').fill('bull');
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('button', { name: 'Violet' }).click();
    await app.waitForColor(...onCow, violet);
    await chip.focus();
    await app.page.keyboard.press('Alt+ArrowRight');
    expect(await app.words()).toEqual(['grass', 'bull']);
    await app.waitForColor(...onCow, violet);
  });

  it('draws heat and soft edges', async () => {
    await app.page.getByRole('button', { name: 'Heatmap', exact: true }).click();
    await app.page.locator('.picture.is-heat').waitFor();
    await expect.poll(async () => (await app.colorAt(...onCow))[3], { timeout: 60_000 }).toBeGreaterThan(190);
    await expect.poll(async () => (await app.colorAt(...onGrass))[3], { timeout: 60_000 }).toBeLessThan(40);
    await app.page.getByRole('button', { name: 'Heatmap', exact: true }).click();
    await app.page.getByRole('radio', { name: 'Soft' }).check();
    await expect
      .poll(async () => (await app.colorAt(...onGrass))[3], { timeout: 60_000 })
      .toBeGreaterThan(120);
    await app.page.getByRole('radio', { name: 'Hard' }).check();
  });

  it('compares two lists of words', async () => {
    await app.page.getByRole('button', { name: 'Compare' }).click();
    expect(await app.words()).toEqual([]);
    await app.input.fill('cattle, lawn,');
    await app.painted('B');
    await app.waitForColor(...onGrass, sky, 'B');
    await app.page.getByTestId('layer-A').click({ force: true });
    expect(await app.words()).toEqual(['grass', 'bull']);
    await app.waitForColor(...onCow, violet, 'A');
    await expect.poll(() => app.page.url(), { timeout: 20_000 }).toContain('versus=cattle,lawn');
  });

  it('keeps its state in the address', async () => {
    const again = await PlaygroundPage.open(browser, app.page.url());
    await again.painted('B');
    expect(await again.words()).toEqual(['grass', 'bull']);
    await again.waitForColor(...onCow, violet, 'A');
    await again.close();
    await app.page.getByRole('button', { name: 'Compare' }).click();
  });

  it('saves what is shown in every format, in the size of the photo', async () => {
    const mask = await app.save('mask');
    expect(mask.name).toBe('cow.mask.png');
    expect(mask.bytes.toString('latin1')).toContain('tEXtLabels\0["grass","bull","(unpainted)"]');
    const { width, height, labelMap } = await decodeMask(mask.bytes);
    expect([width, height]).toEqual([640, 480]);
    const indexAt = ([x, y]: readonly [number, number]) =>
      labelMap[Math.floor(y * height) * width + Math.floor(x * width)];
    expect([indexAt(onCow), indexAt(onGrass)]).toEqual([1, 0]);

    const { annotations, categories } = JSON.parse((await app.save('coco')).bytes.toString()) as {
      categories: { name: string }[];
      annotations: { area: number; category_id: number; segmentation: CompressedRle }[];
    };
    expect(categories.map(({ name }) => name)).toEqual(['grass', 'bull']);
    for (const { area, category_id, segmentation } of annotations) {
      expect(area).toBe(labelMap.filter((index) => index === category_id - 1).length);
      expect(decodeRle(segmentation).filter(Boolean)).toHaveLength(area);
    }

    const areas = JSON.parse((await app.save('rle')).bytes.toString()) as {
      segments: { label: string; pixels: number }[];
    };
    expect(areas.segments.map(({ label, pixels }) => [label, pixels])).toEqual(
      ['grass', 'bull'].map((word, place) => [word, labelMap.filter((index) => index === place).length]),
    );
    expect(JSON.parse((await app.save('json')).bytes.toString())).toMatchObject({ width: 640, height: 480 });

    const overlay = await app.save('overlay');
    expect(overlay.name).toBe('cow.overlay.png');
    expect(overlay.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([overlay.bytes.readUInt32BE(16), overlay.bytes.readUInt32BE(20)]).toEqual([640, 480]);
  });

  it('gives a picture with names and a legend, and a link', async () => {
    const picture = await app.share('Save picture');
    expect(picture.name).toBe('cow.langseg.png');
    const { width, height, data } = await decodePng(picture.bytes);
    expect(width).toBe(640);
    const below = new Set<string>();
    for (let at = 480 * width * 3; at < data.length; at += 3) below.add(data.toString('hex', at, at + 3));
    expect([height > 500, below.has(violet.slice(1)), below.has(coral.slice(1))]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('takes a dropped photo and refuses what is none', async () => {
    await app.drop('notes.jpg', Buffer.from('no picture'));
    await app.page.getByText('notes.jpg is not a picture').waitFor();
    await app.page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await app.page.locator('.picture img').count()).toBe(1);
    await app.drop('horses.jpg', await readFile(samplePath('horses.jpg')));
    await app.page.locator('.picture[aria-label^="horses.jpg"]').waitFor();
    await app.remove('bull');
    await app.page.keyboard.press('Control+z');
    expect(await app.words()).toEqual(['grass', 'bull']);
    await app.page.keyboard.press('Control+Shift+z');
    await app.input.fill('🐎,');
    await app.waitForColor(0.5, 0.5, coral);
    await expect.poll(() => app.page.url()).toMatch(/#words=grass.*,horse.*&photo=own/);
  });

  it('proposes words for a photo of one’s own, which go with one click', async () => {
    for (const word of await app.words()) await app.remove(word);
    await app.drop('castle.jpg', await readFile(samplePath('castle.jpg')));
    await expect.poll(() => app.words(), { timeout: 60_000 }).toContain('sky');
    expect(await app.words()).toContain('building');
    expect(await app.page.locator('.chip.is-suggested').count()).toBeGreaterThan(1);
    await app.page.getByRole('button', { name: 'Remove its words' }).click();
    expect(await app.words()).toEqual([]);
    await app.drop('horses.jpg', await readFile(samplePath('horses.jpg')));
    await expect.poll(() => app.words(), { timeout: 60_000 }).toContain('horse');
    await app.page.getByRole('button', { name: 'Remove its words' }).click();
    await app.input.fill('horse,');
    await app.waitForColor(0.5, 0.5, coral);
  });

  it('starts its worker again when it crashes', async () => {
    const workers = () => app.page.workers().filter((worker) => worker.url().includes('segmenter'));
    const before = workers();
    await before[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory, say');
      });
    });
    await app.input.fill('sky,');
    await app.page.getByText('The model had stopped').waitFor();
    await app.waitForColor(0.5, 0.5, coral);
    await expect.poll(workers, { timeout: 30_000 }).not.toContain(before[0]);
  });

  it('notes how long the answer to a key took', async () => {
    await app.input.pressSequentially('cloud');
    await app.page.getByTestId('timings').getByText('keystroke').waitFor();
    const names = await app.page.evaluate(() =>
      performance.getEntriesByType('measure').map(({ name }) => name),
    );
    expect(names).toEqual(expect.arrayContaining(['langseg:encode', 'langseg:segment', 'langseg:keystroke']));
  });
});

it('nothing has been asked of another host, and nothing was sent', () => {
  const { origin } = new URL(server.url);
  const asked = app.requests.filter((request) => /^https?:/.test(request.url()));
  const endings = asked.map((request) => new URL(request.url()).pathname.split('.').at(-1));
  expect(endings).toEqual(expect.arrayContaining(['js', 'wasm', 'onnx_data']));
  expect(asked.map((request) => request.url()).filter((url) => new URL(url).origin !== origin)).toEqual([]);
  expect(asked.filter((request) => request.method() !== 'GET')).toEqual([]);
});

async function decodePng(bytes: Buffer) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, ...info };
}
