import { testImageReader } from '@langseg/conformance';
import { afterAll, beforeAll, describe } from 'vitest';
import { browserImageReader } from './support/browser-image-reader.js';
import { openPage, type OpenPage } from './support/open-page.js';

let browser: OpenPage;
beforeAll(async () => {
  browser = await openPage();
});
afterAll(() => browser[Symbol.asyncDispose]());

describe('in a browser', () => {
  testImageReader({ create: () => browserImageReader(browser), sourceOf: (file) => file });
});
