import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { describe, expect, it } from 'vitest';
import { talk2dino } from './talk2dino.js';

const runtime = createReferenceRuntime();
const sizes = {
  patchSize: 14,
  width: 12,
  depth: 3,
  heads: 2,
  hidden: 10,
  ffn: 'mlp',
  registers: 4,
  trainedSide: 28,
} as const;

testImageArchitecture({ component: talk2dino, sizes, embeddingDim: 12, options: { heads: 2 }, runtime });

describe('talk2dino', () => {
  it('needs words as long as its tokens', () => {
    expect(() => talk2dino.architecture.parameters({ ...sizes, embeddingDim: 8 })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(/must be 12 long/) as string,
      }),
    );
  });
});
