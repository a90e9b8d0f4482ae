import { createReferenceRuntime } from '@langseg/adapter-reference';
import { sourceOf, tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { expectFailure } from '../__fixtures__/expect-failure.js';
import { scaling } from '../__fixtures__/scaling.js';
import type { RegularizerArchitectureComponent } from '../regularizer/regularizer-architecture.js';
import {
  regularizerArchitectureChecks,
  testRegularizerArchitecture,
} from './test-regularizer-architecture.js';

const runtime = createReferenceRuntime();
const options = { share: 0.5 };

testRegularizerArchitecture({ component: scaling, options, runtime });

type Architecture = RegularizerArchitectureComponent['architecture'];
const good: Architecture = scaling.architecture;

describe('a regulariser fails that', () => {
  it.each<[string, Partial<Architecture>, string]>([
    [
      'does not read a parameter',
      {
        parameters: (config) => {
          const [spec] = good.parameters(config);
          return [spec, { ...spec, name: 'other' }];
        },
      },
      'names every parameter once, and reads all of them and nothing else',
    ],
    [
      'does not declare a parameter',
      { parameters: () => [] },
      'names every parameter once, and reads all of them and nothing else',
    ],
    ['is known by nothing', { markers: [] }, 'is known by weights that it has, if it has any'],
    ['is known by what it has not', { markers: ['bias'] }, 'is known by weights that it has, if it has any'],
    [
      'becomes what its component is not',
      {
        part: async (weights, config) => {
          const part = await good.part(weights, config);
          return { ...part, component: { ...part.component, other: 1 } };
        },
      },
      'becomes a part that its component opens',
    ],
    [
      'brings along a file that nobody names',
      {
        part: async (weights, config) => ({
          ...(await good.part(weights, config)),
          files: new Map([['table.bin', new Uint8Array()]]),
        }),
      },
      'becomes a part that its component opens',
    ],
    [
      'trains something else than it runs',
      {
        part: async (weights, config) => {
          const part = await good.part(weights, config);
          return { ...part, component: { ...part.component, scale: 1 } };
        },
      },
      'computes the same in a graph and as a component',
    ],
    [
      'prefers the first label',
      {
        append: (g, logits) => {
          const first = g.op('Slice', [logits, g.ints(0), g.ints(1), g.ints(1)]);
          return g.op('Add', [logits, first]);
        },
      },
      'permutes its result as the labels are permuted',
    ],
    [
      'sees places without labels',
      { append: (g, logits, parameters, config) => good.append(g, logits, parameters, config, {}) },
      'does not depend on places that only fill up a list of labels',
    ],
    [
      'makes up weights that are missing',
      { part: () => good.part(new Map([['scale', sourceOf(tensor('float32', [1]))]]), options) },
      'refuses to become a part where a weight is missing with WEIGHTS_MISMATCH',
    ],
  ])('%s', async (_, change, title) => {
    const component = { ...scaling, architecture: { ...good, ...change } };
    await expectFailure(regularizerArchitectureChecks({ component, options, runtime }), title);
  });
});
