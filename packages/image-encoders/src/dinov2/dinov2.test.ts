import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { describe } from 'vitest';
import { dinov2 } from './dinov2.js';

const runtime = createReferenceRuntime();
const sizes = {
  patchSize: 14,
  width: 16,
  depth: 3,
  heads: 2,
  hidden: 20,
  ffn: 'mlp',
  registers: 4,
  trainedSide: 42,
} as const;
const options = { heads: 2 };

testImageArchitecture({ component: dinov2, sizes, options, runtime });
describe('without registers', () =>
  testImageArchitecture({ component: dinov2, sizes: { ...sizes, registers: 0 }, options, runtime }));
