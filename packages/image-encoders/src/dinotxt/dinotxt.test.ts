import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { dinotxt } from './dinotxt.js';

const sizes = {
  patchSize: 14,
  width: 16,
  depth: 3,
  heads: 2,
  hidden: 20,
  ffn: 'mlp',
  registers: 4,
  trainedSide: 28,
  headBlocks: 2,
  headHidden: 12,
} as const;

testImageArchitecture({
  component: dinotxt,
  sizes,
  options: { heads: 2 },
  runtime: createReferenceRuntime(),
});
