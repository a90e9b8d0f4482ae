import { expect, it } from 'vitest';
import { loadedFiles } from './loaded-files.js';
import { workspaceRoot } from './workspace-packages.js';

const loaded = [...loadedFiles(`${workspaceRoot}packages/langseg/src/index.ts`)].map((file) =>
  file.replace(`${workspaceRoot}packages/`, ''),
);

it('follows imports through packages', () => {
  expect(loaded).toContain('core/src/segmenter/segmenter.ts');
  expect(loaded).toContain('adapters/node/src/images/decode-image.ts');
  expect(loaded).toContain('zod');
});

// Each module takes about a millisecond of the time that opening a model takes.
it.each([
  ['readers of checkpoints', /^checkpoints\/src\/(pickle|torch|safetensors|numpy|zip|shards)\//],
  ['training and conversion', /^(training|autograd|convert|datasets|evaluation|server|cli)\//],
  ['runtimes and codecs', /^(onnxruntime|sharp$|undici|opentype)/],
  ['what finds plugins', /^import-meta-resolve$/],
  ['what draws legends', /\/pictures\/legend\//],
  ['what downloads', /^adapters\/node\/src\/models\/download\/(download-file|partial-file)/],
  ['readers of rare formats', /^adapters\/node\/src\/images\/(tiff|avif)\//],
])('importing langseg does not load %s', (_what, pattern) => {
  expect(loaded.filter((file) => pattern.test(file))).toEqual([]);
});
