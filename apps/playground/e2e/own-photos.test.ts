import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodeMask } from '@langseg/adapter-node';
import { launchChromium } from '@langseg/browser-testing';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

/** A busy machine needs patience. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 90_000 });

const samplePath = (name: string) => fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url));

it('labels many photos of one’s own with one list of words, and keeps them', async () => {
  await using server = await servePlayground(true);
  const browser = await launchChromium();
  const app = await PlaygroundPage.open(browser, `${server.url}#words=cow,grass,sky`);
  const { page } = app;
  const strip = page.getByRole('region', { name: 'Your photos' });
  const thumbnail = (name: string) => strip.getByRole('button', { name: new RegExp(`^${name},`) });
  const status = () => page.getByTestId('project-status').textContent();

  const add = (...names: string[]) =>
    page.getByTestId('photo-input').setInputFiles(names.map((name) => samplePath(name)));
  await add('cow.jpg', 'horses.jpg');
  await eventually(() => strip.locator('.thumbnail').count()).toBe(2);
  await eventually(() => thumbnail('cow.jpg').getAttribute('aria-pressed')).toBe('true');
  await app.painted();
  await page.getByRole('button', { name: 'Label all' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Label all' }).click();
  // It comes while others are labelled.
  await add('dog.jpg');
  await eventually(status).toBe('3 of 3 labelled');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save zip' }).click(),
  ]);
  const files = unzipSync(await readFile(await download.path()));
  const coco = JSON.parse(new TextDecoder().decode(files['annotations.coco.json'])) as {
    readonly images: readonly { readonly file_name: string }[];
    readonly categories: readonly { readonly name: string }[];
  };
  expect(Object.keys(files).filter((name) => name.endsWith('.png'))).toEqual(
    ['cow', 'horses', 'dog'].map((name) => `masks/${name}.png`),
  );
  expect(coco.images.map(({ file_name }) => file_name)).toEqual(['cow.jpg', 'horses.jpg', 'dog.jpg']);
  expect(coco.categories.map(({ name }) => name)).toEqual(['cow', 'grass', 'sky']);
  const mask = await decodeMask(files['masks/horses.png']);
  expect([mask.width, mask.height]).toEqual([640, 415]);
  // Sky above, grass below.
  expect([mask.labelMap[20 * 640 + 300], mask.labelMap[400 * 640 + 20]]).toEqual([2, 1]);

  await app.input.fill('horse,');
  await eventually(status).toBe('0 of 3 labelled');
  await eventually(() => page.url()).toContain('horse');
  await page.reload();
  await eventually(() => strip.locator('.thumbnail').count()).toBe(3);
  await app.painted();
  expect(await app.words()).toEqual(['cow', 'grass', 'sky', 'horse']);
  await thumbnail('cow.jpg').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('.picture[aria-label^="horses.jpg"]').waitFor();
  await page.keyboard.press('Delete');
  await eventually(() => strip.locator('.thumbnail').count()).toBe(2);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Remove all' }).click();
  await eventually(() => strip.count()).toBe(0);

  // As in windows that keep nothing.
  await page.addInitScript(() => Reflect.deleteProperty(StorageManager.prototype, 'getDirectory'));
  await page.reload();
  await add('cow.jpg', 'dog.jpg');
  await strip.getByText('This window keeps nothing').waitFor();
  await eventually(() => strip.locator('.thumbnail').count()).toBe(2);
  expect(app.complaints).toEqual([]);
  await browser.close();
});
