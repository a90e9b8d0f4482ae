import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveFolder, type FolderServer } from '@langseg/browser-testing';
import type { Browser, BrowserContextOptions, Download, Page, Request } from 'playwright-core';
import { playgroundUrl } from '../index.js';

/** A machine that does other things too needs patience, not other results. */
const patience = 90_000;

/** Serves the built app. */
export function servePlayground(isolated: boolean): Promise<FolderServer> {
  return serveFolder(fileURLToPath(playgroundUrl), { isolated });
}

/** What the browser was given to save. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The app in a window, as a person has it. */
export class PlaygroundPage {
  readonly page: Page;
  /** What the page complained about. */
  readonly complaints: string[] = [];

  /** What the page and its workers have asked for. */
  readonly requests: Request[] = [];

  constructor(page: Page) {
    this.page = page;
    page.context().on('request', (request) => this.requests.push(request));
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<PlaygroundPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const playground = new PlaygroundPage(await context.newPage());
    await playground.page.goto(url);
    return playground;
  }

  /** Waits until the regions are painted. */
  async painted(letter = 'A'): Promise<void> {
    await this.page.locator(`[data-testid=layer-${letter}].is-shown`).waitFor();
  }

  /** RGBA of the layer at a place, as shares of width and height. */
  colorAt(x: number, y: number, letter = 'A'): Promise<number[]> {
    return this.page.getByTestId(`layer-${letter}`).evaluate(
      (element, at) => {
        const canvas = element as HTMLCanvasElement;
        const pixel = [Math.floor(at.x * canvas.width), Math.floor(at.y * canvas.height), 1, 1] as const;
        return [...canvas.getContext('2d')!.getImageData(...pixel).data];
      },
      { x, y },
    );
  }

  /** Waits until the layer has a colour at a place; `undefined` for an unpainted one. */
  async waitForColor(x: number, y: number, color: string | undefined, letter = 'A'): Promise<void> {
    const wanted = color && [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    const deadline = Date.now() + patience;
    for (;;) {
      const [red, green, blue, alpha] = await this.colorAt(x, y, letter);
      const isThere = wanted
        ? alpha > 0 && [red, green, blue].every((part, channel) => Math.abs(part - wanted[channel]) <= 2)
        : alpha === 0;
      if (isThere) return;
      if (Date.now() > deadline)
        throw new Error(
          `Expected ${color ?? 'nothing'} at ${x}, ${y}, found ${red}, ${green}, ${blue}, ${alpha}.`,
        );
      await this.page.waitForTimeout(50);
    }
  }

  /** The words of the list in their order. */
  words(): Promise<string[]> {
    return this.page.locator('.chip-text').allTextContents();
  }

  get input() {
    return this.page.getByLabel('Add a word');
  }

  async remove(word: string): Promise<void> {
    await this.page.locator('.chips').getByLabel(`Remove ${word}`, { exact: true }).click();
  }

  /** Saves in one of the formats of the menu. */
  save(format: string): Promise<SavedFile> {
    return this.#choose('Save', format);
  }

  /** Saves what the menu for sharing offers. */
  share(what: string): Promise<SavedFile> {
    return this.#choose('Share', what);
  }

  async #choose(menu: string, item: string): Promise<SavedFile> {
    await this.page.getByRole('button', { name: menu, exact: true }).click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.locator('.menu').getByText(item, { exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await contentOf(download) };
  }

  /** Pastes text into the field for words. */
  async pasteWords(text: string): Promise<void> {
    await this.input.evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Drops a file on the page, as from a folder of the desktop. */
  async drop(name: string, content: Buffer): Promise<void> {
    await this.page.evaluate(
      ({ name, base64 }) => {
        const dataTransfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      { name, base64: content.toString('base64') },
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}
