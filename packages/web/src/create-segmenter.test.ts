import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSegmenter, type CreateSegmenterOptions } from './create-segmenter.js';
import type { OpenModelOptions } from './serve-models.js';

beforeEach(() => vi.stubGlobal('document', { baseURI: 'https://example.org/app/index.html' }));
afterEach(() => vi.unstubAllGlobals());

/** What a page asks its worker to open; the worker never answers. */
async function asked(options: CreateSegmenterOptions) {
  const messages: unknown[] = [];
  const controller = new AbortController();
  const opening = createSegmenter({
    ...options,
    signal: controller.signal,
    worker: () => ({
      postMessage: (message) => messages.push(structuredClone(message)),
      addEventListener: () => undefined,
      terminate: () => undefined,
    }),
  });
  controller.abort();
  await expect(opening).rejects.toMatchObject({ code: 'ABORTED' });
  return (messages[0] as { options: OpenModelOptions }).options;
}

it('posts addresses that mean the same in a worker', async () => {
  expect(await asked({ wasmPaths: '../onnxruntime' })).toMatchObject({
    model: 'default',
    baseUrl: 'https://example.org/app/index.html',
    wasmPaths: 'https://example.org/onnxruntime/',
  });
});

it('posts models as plain data, with URL objects as addresses', async () => {
  const folder = await asked({ model: new URL('https://example.org/model/') });
  expect(folder.model).toBe('https://example.org/model/');
  const files = { 'config.json': new URL('https://example.org/config.json'), 'a.onnx': new Blob(['x']) };
  expect((await asked({ model: { name: 'mine', files } })).model).toEqual({
    name: 'mine',
    files: { 'config.json': 'https://example.org/config.json', 'a.onnx': expect.any(Blob) },
  });
});
