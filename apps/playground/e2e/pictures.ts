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

const windows: Readonly<Record<string, BrowserContextOptions>> = {
  'playground-desktop': { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  'playground-phone': {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    colorScheme: 'light',
  },
};

/** A cow on the photo that the app opens with, as shares of its width and height. */
const cow = { x: 0.36, y: 0.3 };

const [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
try {
  for (const [name, options] of Object.entries(windows)) {
    const app = await PlaygroundPage.open(browser, server.url, options);
    await app.painted();
    await pointAtCow(app, options.hasTouch ?? false);
    await app.page.waitForTimeout(1500);
    const file = fileURLToPath(new URL(`../../../docs/images/${name}.webp`, import.meta.url));
    await sharp(await app.page.screenshot())
      .webp({ quality: 85 })
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
}
