import { fileURLToPath } from 'node:url';
import { formatResult, GraphRunner, runCases, type CaseResult } from '@langseg/parity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowserRuntime, type BrowserRuntime } from './support/browser-runtime.js';
import { openPage, type OpenPage } from './support/open-page.js';

const cases = fileURLToPath(new URL('../../parity/fixtures', import.meta.url));

/** Everything that a pipeline computes; the other kinds of cases are plain code, or training. */
const kinds = [
  'lseg_forward',
  'lseg_zs_forward',
  'clip_text',
  'clip_image',
  'clip_forward',
  'interpolate',
  'pos_embed_resize',
  'mobilenet',
];

const places = [
  { name: 'WebAssembly with threads', device: 'wasm', threads: 2, isolated: true },
  { name: 'WebAssembly without isolation', device: 'wasm', threads: 1, isolated: false },
  { name: 'WebGPU', device: 'webgpu', threads: 2, isolated: true },
] as const;

describe.each(places)('golden cases on $name', ({ device, threads, isolated }) => {
  let browser: OpenPage;
  let runtime: BrowserRuntime;
  beforeAll(async () => {
    browser = await openPage({ webgpu: device === 'webgpu', isolated });
    runtime = await startBrowserRuntime(browser.page, { device });
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  it('compute where they should', () => {
    expect(runtime.device).toBe(device);
    expect(runtime.capabilities.threads).toBe(threads);
    expect(runtime.warnings).toEqual([]);
  });

  it.each(kinds)('%s', async (kind) => {
    const results: CaseResult[] = [];
    for await (const result of runCases(cases, [new GraphRunner(runtime)], { kind })) results.push(result);
    expect(results.filter(({ status }) => status !== 'passed').map(formatResult)).toEqual([]);
  });
});
