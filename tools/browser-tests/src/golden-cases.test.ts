import { fileURLToPath } from 'node:url';
import { formatResult, GraphRunner, runCases, type CaseResult } from '@langseg/parity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowserRuntime, type BrowserRuntime } from './support/browser-runtime.js';
import { openPage, type OpenPage } from './support/open-page.js';

const cases = fileURLToPath(new URL('../../parity/fixtures', import.meta.url));

/** Kinds of cases that a pipeline is made of, each with a part of the ids; the others are plain code, or training. */
const all = {
  lseg_forward: '',
  lseg_zs_forward: '',
  clip_text: '',
  clip_image: '',
  clip_forward: '',
  interpolate: '',
  pos_embed_resize: '',
  mobilenet: '',
  tips_image: '',
  tips_text: '',
};

/**
 * One network of each sort. It has to do on WebGPU, where a software adapter compiles shaders for seconds, and without isolation,
 * where WebAssembly runs the same code on one thread. Of the vision transformers it is one whose channels come in fours: see
 * docs/browser.md.
 */
const one = {
  lseg_forward: 'vit16_full',
  clip_image: 'clip_visual0',
  pos_embed_resize: 'pos_embed_12',
  mobilenet: '',
};

const places = [
  { name: 'WebAssembly with threads', device: 'wasm', threads: 2, isolated: true, chosen: all },
  { name: 'WebAssembly without isolation', device: 'wasm', threads: 1, isolated: false, chosen: one },
  { name: 'WebGPU', device: 'webgpu', threads: 2, isolated: true, chosen: one },
] as const;

describe.each(places)('golden cases on $name', ({ device, threads, isolated, chosen }) => {
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

  it.each(Object.entries(chosen))('%s', async (kind, filter) => {
    const results: CaseResult[] = [];
    for await (const result of runCases(cases, [new GraphRunner(runtime)], { kind, filter }))
      results.push(result);
    expect(results.filter(({ status }) => status !== 'passed').map(formatResult)).toEqual([]);
  });
});
