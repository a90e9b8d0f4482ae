import { launchChromium, type FolderServer } from '@langseg/browser-testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

/** Places on samples/cow.jpg, as shares of width and height. */
const onCow = [0.55, 0.55] as const;
const onGrass = [0.15, 0.85] as const;
const onTree = [0.2, 0.12] as const;

const lime = '#b6d94c';

/** A picture that was given away. */
interface Shared {
  readonly how: 'copy' | 'share';
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

let browser: Browser;
let server: FolderServer;
let app: PlaygroundPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
  app = await PlaygroundPage.open(browser, 'about:blank');
  await app.page.addInitScript(noteWhatIsShared);
  await app.page.goto(server.url);
  await app.painted();
});

/** Runs in the page, in the place of clipboard and apps of a device. */
function noteWhatIsShared(): void {
  const given: Shared[] = [];
  const note = async (how: Shared['how'], file: Blob) => {
    const { width, height } = await createImageBitmap(file);
    given.push({ how, type: file.type, width, height });
  };
  Object.assign(globalThis, { given });
  Object.assign(navigator.clipboard, {
    write: async ([item]: ClipboardItem[]) => note('copy', await item.getType('image/png')),
    writeText: async (text: string) => void Object.assign(globalThis, { copied: text }),
  });
  Object.assign(navigator, {
    canShare: ({ files = [] }: ShareData) => files.every(({ type }) => type === 'image/png'),
    share: ({ files = [] }: ShareData) => note('share', files[0]),
  });
}

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

async function click([x, y]: readonly [number, number]): Promise<void> {
  const box = (await picture().boundingBox())!;
  await app.page.mouse.click(box.x + x * box.width, box.y + y * box.height);
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
    await card().getByRole('button', { name: 'leaf', exact: true }).waitFor();
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
    await picture().press('0');
    await pointAt(onTree);
    await app.page.mouse.wheel(0, -700);
    await app.page.locator('.detail.is-shown').waitFor();
    expect(await scale()).toBeCloseTo(Math.exp(1.4), 1);
    const sizes = await picture().evaluate((element) => ({
      detail: element.querySelector<HTMLCanvasElement>('.detail')!.width,
      frame: element.clientWidth,
    }));
    expect(sizes.detail).toBe(sizes.frame);
    await expect.poll(() => picture().locator('.names span').allTextContents()).toContain('tree');
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

describe('what is shared', () => {
  it('is copied, or given to an app, as a picture', async () => {
    for (const what of ['Copy picture', 'Share picture …']) {
      await app.page.getByRole('button', { name: 'Share', exact: true }).click();
      await app.page.locator('.menu').getByText(what, { exact: true }).click();
    }
    await expect
      .poll(() => app.page.evaluate(() => (globalThis as unknown as { given: Shared[] }).given))
      .toEqual(
        ['copy', 'share'].map((how) => ({
          ...{ how, type: 'image/png', width: 640 },
          height: expect.toSatisfy((height: number) => height > 500),
        })),
      );
    await app.page.getByText('Picture copied.').waitFor();
  });

  it('is HTML that shows the same in another page', async () => {
    await app.page.getByRole('button', { name: 'Share', exact: true }).click();
    await app.page.locator('.menu').getByText('Copy HTML', { exact: true }).click();
    await app.page.getByText('HTML copied.').waitFor();
    const html = await app.page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
    const post = await app.page.context().newPage();
    await post.route('**/post', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await post.goto(`${server.url}post`);
    await expect
      .poll(() => post.locator('langseg-view [part=legend]').textContent())
      .toMatch(/cow \d\d %.*tree \d\d %/);
    await post.close();
  });

  it('is a film from the photo to its colours', async () => {
    const { name, bytes } = await app.share('Save film');
    expect(name).toBe('cow.langseg.webm');
    const [start, middle] = await app.page.evaluate(pixelsOfFilm, bytes.toString('base64'));
    const whole = await app.colorAt(...onGrass);
    const distance = (a: readonly number[], b: readonly number[]) =>
      Math.hypot(...[0, 1, 2].map((channel) => a[channel] - b[channel]));
    expect(distance(start, middle)).toBeGreaterThan(30);
    expect(distance(middle, whole)).toBeLessThan(distance(start, whole));
  });
});

describe('less motion', () => {
  it('is enough where the system asks for it, and what is going on is still said', async () => {
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await click(onCow);
    await app.page.getByTestId('region-outline').waitFor();
    const longest = await app.page.evaluate(() => {
      const times = [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return `${animationDuration},${transitionDuration}`.split(',').map((time) => parseFloat(time));
      });
      return Math.max(...times);
    });
    expect(longest).toBeLessThanOrEqual(0.001);
    await app.page.keyboard.press('Escape');
    const said = app.page.getByText('Looking at the photo …').waitFor();
    await app.page.getByRole('button', { name: 'Horses under a blue sky' }).click();
    await said;
    await app.painted();
    expect(app.complaints).toEqual([]);
  });
});

/** Runs in the page: a pixel of the film where there is grass, at its beginning and when all is painted. */
async function pixelsOfFilm(base64: string): Promise<number[][]> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const video = document.createElement('video');
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
  const pixels: number[][] = [];
  for (const time of [0.1, 2.4]) {
    const seeked = new Promise((resolve) => (video.onseeked = resolve));
    video.currentTime = time;
    await seeked;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0);
    pixels.push([...context.getImageData(0.15 * canvas.width, 0.85 * canvas.height, 1, 1).data]);
  }
  return pixels;
}
