/**
 * Takes the documentation's pictures of the built app:
 *
 *     node --conditions=@langseg/source --import tsx apps/playground/e2e/pictures.ts
 */
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@langseg/browser-testing';
import type { BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { PlaygroundPage, servePlayground } from './playground-page.js';

/** What a picture shows: a window, and what somebody does in it. */
interface Scene extends BrowserContextOptions {
  readonly words?: string;
  readonly act: (app: PlaygroundPage) => Promise<void>;
}

const desktop = { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' } as const;

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  colorScheme: 'light',
} as const;

const scenes: Readonly<Record<string, Scene>> = {
  'playground-desktop': { ...desktop, act: (app) => pointAtCow(app, false) },
  'playground-phone': { ...phone, act: (app) => pointAtCow(app, true) },
  'playground-photos': {
    ...desktop,
    colorScheme: 'light',
    viewport: { width: 1024, height: 768 },
    words: 'building,sky,grass,tree',
    act: labelPhotos,
  },
  'playground-contrast': {
    ...desktop,
    viewport: { width: 1024, height: 768 },
    forcedColors: 'active',
    act: async () => undefined,
  },
};

/** A cow on the photo that the app opens with, as shares of its width and height. */
const cow = { x: 0.36, y: 0.3 };

const [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
try {
  for (const [name, { words, act, ...options }] of Object.entries(scenes)) {
    const url = words ? `${server.url}#words=${words}` : server.url;
    const app = await PlaygroundPage.open(browser, url, options);
    await app.painted();
    await act(app);
    await app.page.waitForTimeout(1500);
    const file = fileURLToPath(new URL(`../../../docs/images/${name}.webp`, import.meta.url));
    await sharp(await app.page.screenshot())
      .webp({ quality: 82, effort: 6 })
      .toFile(file);
    await app.close();
  }
} finally {
  await Promise.all([browser.close(), server[Symbol.asyncDispose]()]);
}

async function pointAtCow({ page }: PlaygroundPage, touches: boolean): Promise<void> {
  const layer = (await page.getByTestId('layer-A').boundingBox())!;
  const [x, y] = [layer.x + cow.x * layer.width, layer.y + cow.y * layer.height];
  await (touches ? page.touchscreen.tap(x, y) : page.mouse.move(x, y));
  await page.getByText('Looking …').waitFor({ state: 'hidden' });
}

async function labelPhotos({ page }: PlaygroundPage): Promise<void> {
  const files = ['street.jpg', 'castle.jpg', 'horses.jpg', 'meadow.jpg'].map((name) =>
    fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url)),
  );
  await page.getByTestId('photo-input').setInputFiles(files);
  await page.getByRole('button', { name: 'Label all' }).click();
  await page.getByTestId('project-status').filter({ hasText: '4 of 4 labelled' }).waitFor();
}
