import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testRegularizerArchitecture } from '@langseg/architecture/conformance';
import { describe } from 'vitest';
import { none } from './none.js';
import { bottleneck, depthwise } from './spatial-blocks.js';

const runtime = createReferenceRuntime();

testRegularizerArchitecture({ component: none, runtime });
describe.each(['relu', 'leaky-relu', 'tanh'])('%s', (activation) => {
  for (const component of [depthwise, bottleneck])
    testRegularizerArchitecture({ component, options: { depth: 2, activation }, runtime });
});
