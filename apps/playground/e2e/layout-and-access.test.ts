import { readFile } from 'node:fs/promises';
import { launchChromium, type FolderServer } from '@langseg/browser-testing';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

let browser: Browser;
let server: FolderServer;
let app: PlaygroundPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
  app = await PlaygroundPage.open(browser, server.url, { hasTouch: true, colorScheme: 'dark' });
  await app.painted();
});

afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

describe('the keys', () => {
  it('come to the field for words first, then to all chips as one stop', async () => {
    const { page } = app;
    const focused = () =>
      page.evaluate(() => {
        const { activeElement, body } = document;
        if (activeElement === body) return 'the page';
        return activeElement?.textContent || activeElement?.getAttribute('placeholder');
      });
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('type a word');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('cow');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toContain('tree');
    await page.keyboard.press('Enter');
    await page.locator('.chip-tools').getByRole('button', { name: 'Coral' }).focus();
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('tree');
    expect(await page.locator('.chip-tools').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('What is in this photo?');
  });

  it('go on to the chip beside a removed one', async () => {
    const { page } = app;
    const words = await app.words();
    const focusedWord = () =>
      page.evaluate(() => document.activeElement?.querySelector('.chip-text')?.textContent);
    await page.locator('.chip-word').first().focus();
    await page.keyboard.press('Delete');
    expect(await focusedWord()).toBe(words[1]);
    await page.locator('.chip-word').last().focus();
    await page.keyboard.press('Enter');
    await page.locator('.chip-tools').getByRole('button', { name: 'Remove' }).focus();
    await page.keyboard.press('Enter');
    expect(await focusedWord()).toBe(words.at(-2));
    expect(await app.words()).toEqual(words.slice(1, -1));
    for (let at = 0; at < 2; at++) await page.getByRole('button', { name: 'Undo' }).click();
    expect(await app.words()).toEqual(words);
  });
});

/** Targets of fingers that are less than 44 pixels wide or high. */
function smallTargets(): Promise<string[]> {
  return app.page.evaluate(() =>
    [...document.querySelectorAll('button, input, label:has(input)')].flatMap((element) => {
      const target = element.closest('label') ?? element;
      const { width, height } = target.getBoundingClientRect();
      const isSmall = width > 0 && (width < 43.5 || height < 43.5);
      return isSmall
        ? [`${target.className} ${target.textContent} ${Math.round(width)} × ${Math.round(height)}`]
        : [];
    }),
  );
}

describe('the page', () => {
  it.each([320, 390, 861, 900, 919, 1024, 1440])('fits into %i pixels', async (width) => {
    await app.page.setViewportSize({ width, height: 800 });
    const found = await app.page.evaluate(() => {
      const sizeOf = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
      const [camera, save] = [sizeOf('[aria-label=Camera]'), sizeOf('[aria-label=Save]')];
      const theme = sizeOf('.top-bar .button:last-child');
      const [stage, picture] = [sizeOf('.stage'), sizeOf('.picture')];
      const right = stage.right || innerWidth;
      return {
        scrolls: document.documentElement.scrollWidth - innerWidth,
        camera: Math.round(camera.width - camera.height),
        isBarWhole: theme.right <= innerWidth && save.left > sizeOf('.wordmark').right,
        photo: picture.width,
        offCentre: Math.round(picture.left - stage.left - (right - picture.right)),
      };
    });
    expect(found).toMatchObject({ camera: 0, isBarWhole: true });
    expect(Math.abs(found.offCentre)).toBeLessThanOrEqual(1);
    expect(found.scrolls).toBeLessThanOrEqual(0);
    expect(found.photo).toBeGreaterThan(300);
    await app.input.scrollIntoViewIfNeeded();
    expect(await app.input.isVisible()).toBe(true);
  });

  it('has room for long words, and for the field under strong zoom', async () => {
    await app.input.fill(`${'Donaudampfschiffahrtsgesellschaft'.repeat(2)},`);
    await app.page.setViewportSize({ width: 320, height: 256 });
    expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await app.input.blur();
    await app.input.focus();
    const [field, panes] = await Promise.all([
      app.input.boundingBox(),
      app.page.locator('.panes').boundingBox(),
    ]);
    expect(field!.y + field!.height).toBeLessThanOrEqual(256);
    expect(panes!.y + panes!.height).toBeLessThanOrEqual(field!.y);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Control+z');
  });

  it('has targets of 44 pixels for fingers, and shows what was tapped next to the photo', async () => {
    await app.page.setViewportSize({ width: 390, height: 844 });
    await app.page.locator('.chip-word').first().click();
    await app.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    expect(await smallTargets()).toEqual([]);
    await app.page.locator('.chip-word').first().click();
    await app.page.evaluate(() => scrollTo(0, 0));
    const box = (await app.page.getByTestId('layer-A').boundingBox())!;
    await app.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const chances = (await app.page.locator('.chances').boundingBox())!;
    expect(chances.y + chances.height).toBeLessThan(844);
  });

  it('names under the photo what was tapped, with targets as large', async () => {
    const card = app.page.getByRole('dialog', { name: 'Name this region' });
    await card.getByText('It looks like cow').waitFor();
    await card.getByRole('button', { name: 'Why?' }).click();
    await card.locator('.fits').waitFor();
    expect(await smallTargets()).toEqual([]);
    const [box, photo] = [(await card.boundingBox())!, (await app.page.locator('.frame').boundingBox())!];
    expect(Math.round(box.y)).toBe(Math.round(photo.y + photo.height));
    await card.getByRole('button', { name: 'Close' }).click();
    expect(await card.count()).toBe(0);
  });

  it('zooms with two fingers and with a double tap', async () => {
    const picture = app.page.locator('.picture');
    const scale = () => picture.evaluate((element) => Number(element.style.getPropertyValue('--zoom')));
    const box = (await picture.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const touch = await app.page.context().newCDPSession(app.page);
    const fingers = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: number[]) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map((x, id) => ({ x, y, id })),
      });
    await fingers('touchStart', x - 30, x + 30);
    for (const apart of [45, 60, 75]) await fingers('touchMove', x - apart, x + apart);
    await fingers('touchEnd');
    await expect.poll(scale).toBeCloseTo(2.5, 1);
    for (const tapped of [1, 2.5, 1]) {
      const [down, up] = [() => fingers('touchStart', x), () => fingers('touchEnd')];
      await Promise.all([down(), up(), down(), up()]);
      await expect.poll(scale).toBe(tapped);
      // Two double taps are not three taps.
      await app.page.waitForTimeout(350);
    }
    expect(await app.page.getByRole('dialog').count()).toBe(0);
  });

  it('compares two lists on both sides of a slider where it is narrow', async () => {
    await app.page.getByRole('button', { name: 'Compare' }).click();
    await app.input.fill('cattle, lawn,');
    await app.painted('B');
    await app.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    const [a, b] = await app.page.locator('.picture').evaluateAll((pictures) =>
      pictures.map((element) => {
        const { x, y, width } = element.getBoundingClientRect();
        return { x, y, width, cut: getComputedStyle(element).clipPath };
      }),
    );
    expect({ ...b, cut: a.cut }).toEqual(a);
    expect(b.cut).not.toBe('none');
    const cutNames = () =>
      app.page.locator('.picture').evaluateAll((pictures) => {
        const middle = pictures[0].getBoundingClientRect().x + pictures[0].clientWidth / 2;
        return pictures.flatMap((picture, pane) =>
          [...picture.querySelectorAll('.names span')].flatMap((name) => {
            const { left, right } = name.getBoundingClientRect();
            return (pane === 0 ? right > middle : left < middle) ? [name.textContent] : [];
          }),
        );
      });
    expect(await cutNames()).toEqual([]);
    const slider = app.page.getByRole('slider', { name: 'A and B' });
    await slider.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe('0 percent A');
    // The model's own words to compare with.
    for (const word of await app.words()) await app.remove(word);
    await app.page.getByRole('button', { name: 'What is in this photo?' }).click();
    await expect.poll(() => app.words(), { timeout: 60_000 }).toContain('cow');
    await app.page.getByRole('button', { name: 'Remove its words' }).click();
    await app.page.getByRole('button', { name: 'Compare' }).click();
    expect(await app.words()).toContain('sky');
  });

  it('keeps its controls where the system chooses the colours', async () => {
    await app.page.setViewportSize({ width: 1440, height: 900 });
    await app.page.emulateMedia({ forcedColors: 'active' });
    const styles = await app.page.evaluate(() => {
      const of = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      const checked = of('.segments input:checked + span');
      return {
        dot: of('.chip .chip-dot').backgroundColor,
        slider: of('.slider input').appearance,
        switch: of('.switch input').appearance,
        isChoiceSeen: checked.backgroundColor !== of('.segments').backgroundColor,
      };
    });
    expect(styles).toEqual({ dot: 'rgb(255, 122, 89)', slider: 'auto', switch: 'auto', isChoiceSeen: true });
    await app.page.emulateMedia({ forcedColors: 'none' });
  });
});

describe('axe finds no violation on any width', () => {
  const states: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['dark, with an open chip', () => app.page.locator('.chip-word').first().click()],
    ['light', () => app.page.getByRole('button', { name: 'Light theme' }).click()],
    ['with words that get nothing', () => app.input.fill('fence, blorfxq, ')],
    [
      'with a region to name, and reasons',
      async () => {
        await app.page.locator('.picture').press('Enter');
        await app.page.getByRole('button', { name: 'Why?' }).click();
        await app.page.locator('.fits').waitFor();
      },
    ],
    [
      'zoomed, with a slider',
      async () => {
        await app.page.getByRole('button', { name: 'Close' }).click();
        await app.page.getByRole('button', { name: 'Zoom in' }).click();
        await app.page.getByRole('button', { name: 'Before and after' }).click();
      },
    ],
    ['comparing', () => app.page.getByRole('button', { name: 'Compare' }).click()],
    ['with an open menu', () => app.page.getByRole('button', { name: 'Share' }).click()],
    ['with a dialog', () => app.page.locator('.model-button').click()],
  ];

  it.each(states)('%s', async (_, go) => {
    await go();
    if (!(await app.page.evaluate(() => 'axe' in globalThis))) await app.page.evaluate(axe.source);
    for (const width of [390, 900, 1440]) {
      await app.page.setViewportSize({ width, height: 900 });
      await app.page.waitForTimeout(400);
      const { violations } = await app.page.evaluate(() =>
        (globalThis as unknown as { axe: { run: () => Promise<axe.AxeResults> } }).axe.run(),
      );
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect({ width, found }).toEqual({ width, found: [] });
    }
  });
});

it('a link to words for somebody’s own photo asks for one', async () => {
  await app.page.goto('about:blank');
  await app.page.goto(`${server.url}#words=sky,building&photo=own`);
  await app.page.getByRole('button', { name: 'Open a photo of yours' }).waitFor();
  expect(await app.words()).toEqual(['sky', 'building']);
  await app.drop('castle.jpg', await readFile(new URL('../../../samples/castle.jpg', import.meta.url)));
  await app.painted();
  expect(await app.words()).toEqual(['sky', 'building']);
  expect(app.complaints).toEqual([]);
});
