import { createSegmenter, describeBrowser } from 'langseg/web';
import { callRuntime } from './call-runtime.js';

/** What tests call through Playwright. */
const testPage = { createSegmenter, describeBrowser, callRuntime };

export type TestPage = typeof testPage;

Object.assign(globalThis, { testPage });
