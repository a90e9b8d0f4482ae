import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { tinyTips } from '@langseg/model-testing';
import { describe, expect, it } from 'vitest';
import { tips } from './tips.js';

const runtime = createReferenceRuntime();
const sizes = tinyTips;
const options = { heads: 2 };

testImageArchitecture({ component: tips, sizes, embeddingDim: 24, options, runtime });

describe('other sizes', () => {
  const swiglu = { ...sizes, ffn: 'swiglu', hidden: 12, depth: 2 };
  testImageArchitecture({ component: tips, sizes: swiglu, embeddingDim: 24, options, runtime });
});

describe('tips', () => {
  it.each([
    ['trainedSide', { trainedSide: 50 }],
    ['heads', { heads: 5 }],
    ["the text encoder's", { embeddingDim: 12 }],
  ])('refuses %s of %o', (name, change) => {
    expect(() => tips.architecture.parameters({ ...sizes, embeddingDim: 24, ...change })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(name) as string }),
    );
  });
});
