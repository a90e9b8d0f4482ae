import {
  launchChromium,
  serveFolder,
  type LaunchOptions,
  type ServeFolderOptions,
} from '@langseg/browser-testing';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import type { TestPage } from '../page/main.js';

declare global {
  /** Set by the page; only code that Playwright runs there may use it. */
  var testPage: TestPage;
}

/** Options of {@link openPage}. */
export type OpenPageOptions = LaunchOptions & ServeFolderOptions;

/** The built page, open in a browser of its own. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** What the page and its workers printed as errors. */
  readonly errors: readonly string[];
}

/** Serves the built page and opens it. */
export async function openPage(options: OpenPageOptions = {}): Promise<OpenPage> {
  const server = await serveFolder(inject('page'), options);
  const browser = await launchChromium(options);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(server.url);
  await page.waitForFunction(() => 'testPage' in globalThis);
  return {
    page,
    errors,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
