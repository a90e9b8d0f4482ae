import { createReferenceRuntime } from '@langseg/adapter-reference';
import { convolutionParameters, scoped } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import * as z from 'zod';
import { expectFailure } from '../__fixtures__/expect-failure.js';
import { decoderWith, soundDecoder } from '../__fixtures__/normed-decoder.js';
import type { Decoder } from '../decoder/decoder.js';
import { decoderChecks, testDecoder } from './test-decoder.js';

const runtime = createReferenceRuntime();

describe('a sound decoder passes', () => {
  testDecoder({ component: decoderWith(), runtime });
});

describe('a decoder fails that', () => {
  const extra = scoped('extra', convolutionParameters({ inputs: 1, outputs: 1, kernel: 1 }));
  const { parameters, append, geometry } = soundDecoder;
  const reads = 'names every parameter once, and reads all of them and nothing else';
  it.each<[string, Partial<Decoder>, string]>([
    ['does not read a parameter', { parameters: (sizes) => [...parameters(sizes), ...extra] }, reads],
    [
      'names a parameter twice',
      { parameters: (sizes) => [...parameters(sizes), ...parameters(sizes)] },
      reads,
    ],
    ['does not declare a parameter', { parameters: (sizes) => parameters(sizes).slice(1) }, reads],
    [
      'calls statistics parameters',
      { parameters: (sizes) => parameters(sizes).map((spec) => ({ ...spec, kind: 'parameter' })) },
      'tells trained parameters from the statistics of batch norms',
    ],
    [
      'gives a wrong stride',
      { geometry: (levels) => ({ ...geometry(levels), outputStride: 2 * levels[levels.length - 1].stride }) },
      'makes finite embeddings on the grid of its output stride, of any trunk',
    ],
    [
      'divides by zero',
      { append: (g, ...rest) => g.op('Div', [append(g, ...rest), g.float(0)]) },
      'makes finite embeddings on the grid of its output stride, of any trunk',
    ],
    [
      'computes something else when batch norms are folded',
      {
        append(g, maps, weights, sizes) {
          const result = append(g, maps, weights, sizes);
          return weights.batchNorm === 'folded' ? g.op('Mul', [result, g.float(2)]) : result;
        },
      },
      'computes the same with batch norms folded and apart',
    ],
    [
      'mixes the photos of a batch',
      {
        append(g, ...rest) {
          const result = append(g, ...rest);
          return g.op('Sub', [result, g.op('ReduceMean', [result, g.ints(0)], { keepdims: 1 })]);
        },
      },
      'makes of a photo the same in a batch and alone',
    ],
    [
      'says the same everywhere',
      { append: (g, ...rest) => g.op('Mul', [append(g, ...rest), g.float(0)]) },
      'starts from embeddings that differ from place to place',
    ],
  ])('%s', async (_, change, title) => {
    await expectFailure(decoderChecks({ component: decoderWith(change), runtime }), title);
  });

  it('takes options that it does not know', async () => {
    const component = { ...decoderWith(), configSchema: z.object({}) };
    await expectFailure(decoderChecks({ component, runtime }), 'is a component whose options can be checked');
  });
});
