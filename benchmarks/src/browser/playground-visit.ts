import type { Browser, Page } from 'playwright-core';
import { tenLabels } from '../scenes/sample-photo.js';

/** Milliseconds of each key: until its pixels are on the screen, and what the two steps on the way take. */
export interface KeyTimes {
  readonly keystroke: number[];
  readonly segment: number[];
  readonly paint: number[];
}

/** One of the ten labels. */
const typed = 'person';

/** Milliseconds after which a key has painted nothing. */
const patience = 1500;

/** Waits until the photo is painted. */
export async function waitUntilPainted(page: Page): Promise<void> {
  await page.locator('[data-testid=layer-A].is-shown').waitFor({ timeout: 120_000 });
}

/**
 * Types a word beside others, key by key, with the photo painted after each.
 *
 * @param photo path of a photo.
 * @param beside the words that are there already. Default: nine.
 * @param times the word is typed, after one that warms up.
 */
export async function typeWords(
  browser: Browser,
  url: string,
  {
    photo,
    times,
    beside = tenLabels.filter((word) => word !== typed),
  }: { readonly photo: string; readonly times: number; readonly beside?: readonly string[] },
): Promise<KeyTimes> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}?measure#words=${beside.join(',')}`);
  await waitUntilPainted(page);
  const encodedBefore = await count(page, 'encode');
  await page.getByTestId('photo-input').setInputFiles(photo);
  await page.waitForFunction(
    (before) => performance.getEntriesByName('langseg:encode').length > before,
    encodedBefore,
  );
  await waitUntilPainted(page);

  const keyTimes: KeyTimes = { keystroke: [], segment: [], paint: [] };
  const input = page.getByLabel('Add a word');
  for (let round = 0; round <= times; round++) {
    for (const key of typed) {
      await page.evaluate(() => performance.clearMeasures());
      await input.press(key);
      // A letter after which the completed word is still the same paints nothing.
      const isPainted = await page
        .waitForFunction(() => performance.getEntriesByName('langseg:keystroke').length > 0, undefined, {
          timeout: patience,
        })
        .then(
          () => true,
          () => false,
        );
      if (round === 0 || !isPainted) continue;
      for (const [name, values] of Object.entries(keyTimes) as [string, number[]][])
        values.push(await lastDuration(page, name));
    }
    await input.press('Escape');
    await page.waitForTimeout(300);
  }
  await context.close();
  return keyTimes;
}

function count(page: Page, name: string): Promise<number> {
  return page.evaluate((name) => performance.getEntriesByName(`langseg:${name}`).length, name);
}

function lastDuration(page: Page, name: string): Promise<number> {
  return page.evaluate((name) => performance.getEntriesByName(`langseg:${name}`).at(-1)!.duration, name);
}
