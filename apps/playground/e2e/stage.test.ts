import { launchChromium, type FolderServer } from '@langseg/browser-testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

/** Places on samples/cow.jpg, as shares of width and height. */
const onCow = [0.55, 0.55] as const;
const onGrass = [0.15, 0.85] as const;
const onTree = [0.2, 0.12] as const;

const lime = '#b6d94c';

let browser: Browser;
let server: FolderServer;
let app: PlaygroundPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
  app = await PlaygroundPage.open(browser, server.url);
  await app.painted();
});

afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const picture = () => app.page.locator('.picture');
const card = () => app.page.getByRole('dialog', { name: 'Name this region' });
const field = () => app.page.getByLabel('Name this region').getByRole('textbox');

async function pointAt([x, y]: readonly [number, number]): Promise<void> {
  const box = (await picture().boundingBox())!;
  await app.page.mouse.move(box.x + x * box.width, box.y + y * box.height);
}

async function click(place: readonly [number, number]): Promise<void> {
  await pointAt(place);
  await app.page.mouse.down();
  await app.page.mouse.up();
}

/** How much larger than the whole photo it is shown. */
const scale = () => picture().evaluate((element) => Number(element.style.getPropertyValue('--zoom')));

// In the order of a visit: every test goes on where the one before it left off.
describe('a region', () => {
  it('is outlined when it is clicked, and offers words; Escape leaves', async () => {
    await click(onCow);
    await app.page.getByTestId('region-outline').waitFor();
    await card().getByText('It looks like cow, which is on your list.').waitFor();
    expect(await card().locator('header .quiet').textContent()).toMatch(/^2\d % of the photo$/);
    await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
    await app.page.keyboard.press('Escape');
    await expect.poll(() => card().count()).toBe(0);
    expect(await picture().evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await app.words()).toEqual(['cow', 'grass', 'tree', 'sky']);
  });

  it('gets the first word with Enter, or the typed one, which lights up before', async () => {
    await app.remove('grass');
    await click(onGrass);
    await expect.poll(() => field().getAttribute('placeholder')).toBe('grass, or type a word');
    await field().press('Enter');
    expect(await app.words()).toEqual(['cow', 'tree', 'sky', 'grass']);
    await app.waitForColor(...onGrass, lime);
    await app.remove('grass');
    await click(onGrass);
    await field().fill('lawn');
    await app.waitForColor(...onGrass, lime);
    await field().press('Enter');
    expect(await app.words()).toEqual(['cow', 'tree', 'sky', 'lawn']);
  });

  it('is found by the keys, and says why it has its word', async () => {
    await app.page.keyboard.press('Escape');
    await picture().focus();
    for (let step = 0; step < 4; step++) await app.page.keyboard.press('Shift+ArrowUp');
    for (let step = 0; step < 3; step++) await app.page.keyboard.press('Shift+ArrowLeft');
    await app.page.keyboard.press('Enter');
    await card().getByRole('button', { name: 'forest', exact: true }).waitFor();
    await card().getByRole('button', { name: 'Why?' }).click();
    const why = app.page.getByTestId('why');
    await expect
      .poll(() => why.textContent())
      .toMatch(/^treefits 0\.\d\d.*fits 0\.\d\dTree fits .*Without tree, /);
    expect(await why.getByRole('button').count()).toBeGreaterThan(3);
    await why.getByRole('button').first().click();
    expect((await app.words()).length).toBe(5);
    expect(await card().count()).toBe(0);
    await app.page.keyboard.press('Control+z');
  });
});

describe('the picture', () => {
  it('zooms with wheel and keys, keeps outlines and names sharp, and is dragged', async () => {
    await pointAt(onTree);
    await app.page.mouse.wheel(0, -700);
    await app.page.locator('.detail.is-shown').waitFor();
    expect(await scale()).toBeCloseTo(Math.exp(1.4), 1);
    const sizes = await picture().evaluate((element) => ({
      detail: element.querySelector<HTMLCanvasElement>('.detail')!.width,
      frame: element.clientWidth,
      names: [...element.querySelectorAll('.names span')].map((name) => name.textContent),
    }));
    expect(sizes.detail).toBe(sizes.frame);
    expect(sizes.names).toContain('tree');
    const left = () => picture().evaluate((element) => Number(element.style.getPropertyValue('--left')));
    const before = await left();
    await pointAt([0.6, 0.5]);
    await app.page.mouse.down();
    await pointAt([0.3, 0.5]);
    await app.page.mouse.up();
    expect(await left()).toBeCloseTo(before + 0.3 / (await scale()), 2);
    expect(await card().count()).toBe(0);
    await picture().press('-');
    expect(await scale()).toBeCloseTo(Math.exp(1.4) / 1.5, 1);
    for (let step = 0; step < 20; step++) await picture().press('Shift+ArrowRight');
    expect(await left()).toBeGreaterThan(before + 0.3);
    await picture().press('0');
    expect(await scale()).toBe(1);
    await app.page.getByRole('button', { name: 'Zoom in' }).click();
    await app.page.getByRole('button', { name: 'Whole photo' }).click();
    expect(await scale()).toBe(1);
  });

  it('shows the original while a button or a key is held', async () => {
    const isOriginal = () => picture().evaluate((element) => element.classList.contains('is-original'));
    await pointAt(onCow);
    await app.page.mouse.down();
    await expect.poll(isOriginal).toBe(true);
    await app.page.mouse.up();
    expect(await isOriginal()).toBe(false);
    expect(await card().count()).toBe(0);
    await picture().focus();
    await app.page.keyboard.down('o');
    expect(await isOriginal()).toBe(true);
    await app.page.keyboard.up('o');
    expect(await isOriginal()).toBe(false);
    await app.page.getByRole('button', { name: 'Show the original' }).click();
    expect(
      await picture()
        .locator('.layer')
        .evaluate((layer) => getComputedStyle(layer).opacity),
    ).toBe('0');
    await app.page.getByRole('button', { name: 'Show the original' }).click();
  });

  it('is divided into before and after by a slider that keys move too', async () => {
    await app.page.getByRole('button', { name: 'Before and after' }).click();
    const slider = app.page.getByRole('slider', { name: 'Before and after' });
    const cut = () =>
      picture()
        .locator('.layer')
        .evaluate((layer) => getComputedStyle(layer).clipPath);
    const middle = await cut();
    await slider.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toBe('49 percent original');
    await expect.poll(cut).not.toBe(middle);
    await app.page.getByRole('button', { name: 'Before and after' }).click();
    expect(await cut()).toBe('none');
    expect(app.complaints).toEqual([]);
  });
});
