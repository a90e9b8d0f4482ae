import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { describe, expect, it } from 'vitest';
import { tinyMobilenet, tinyResnetSizes, tinyVitSizes } from './__fixtures__/tiny-weights.js';
import { dptResnet } from './dpt/dpt-resnet.js';
import { dptVit } from './dpt/dpt-vit.js';
import { mobilenet } from './mobilenet/mobilenet.js';

const runtime = createReferenceRuntime();

/** Sizes as recipes write them. */
function sizesOf({ embeddingDim: _, ...sizes }: Readonly<Record<string, unknown>>) {
  return sizes;
}

const [vit, resnet, small] = [tinyVitSizes, tinyResnetSizes, tinyMobilenet].map((config) =>
  sizesOf({ ...config }),
);

testImageArchitecture({ component: mobilenet, sizes: small, runtime });
testImageArchitecture({ component: dptVit, sizes: vit, runtime });
testImageArchitecture({ component: dptResnet, sizes: { ...resnet, blocks: [1, 2, 1, 1] }, runtime });

describe('other sizes', () => {
  testImageArchitecture({ component: mobilenet, sizes: { ...small, classes: 3 }, runtime });
  testImageArchitecture({
    component: mobilenet,
    sizes: { ...small, classes: 3, scenes: { classes: 3, width: 1 / 32 } },
    runtime,
  });
  testImageArchitecture({ component: dptVit, sizes: { ...vit, patchSize: 32, trainedSide: 96 }, runtime });
  testImageArchitecture({ component: dptVit, sizes: { ...vit, readout: 'add' }, runtime });
});

describe('dpt-vit', () => {
  it.each([
    ['patchSize', { patchSize: 14 }],
    ['trainedSide', { trainedSide: 50 }],
    ['heads', { heads: 3 }],
    ['features', { features: [2, 3, 4] }],
    ['outIndices', { outIndices: [0, 1, 2, 5] }],
    ['outIndices', { outIndices: [0, 2, 1, 3] }],
  ])('refuses %s of %o', (name, change) => {
    expect(() => dptVit.architecture.parameters({ ...tinyVitSizes, ...change })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(name) as string,
      }) as Error,
    );
  });
});
