import { sourceOf } from '@langseg/core';
import { GraphBuilder, Parameters, resizeBilinearTo, spatialSize } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { waves } from '../__fixtures__/waves.js';
import { joinUpsampled } from './decoder.js';

describe('joinUpsampled', () => {
  it.each([
    { coarse: [3, 4], lateral: [6, 8] },
    { coarse: [2, 5], lateral: [3, 9] },
    { coarse: [1, 1], lateral: [2, 1] },
  ])('equals enlarging $coarse to $lateral first and convolving both together', async (sizes) => {
    const feeds = { coarse: waves(2, 5, ...sizes.coarse), lateral: waves(2, 3, ...sizes.lateral) };
    const g = new GraphBuilder('join');
    const parameters = new Parameters(g, new Map([['weight', sourceOf(waves(4, 8, 1, 1))]]));
    const coarse = g.input('coarse', 'float32', [2, 5, 'h', 'w']);
    const lateral = g.input('lateral', 'float32', [2, 3, 'H', 'W']);
    g.output('joined', joinUpsampled(g, coarse, lateral, 3, parameters), 'float32', [2, 4, 'H', 'W']);

    const enlarged = resizeBilinearTo(g, coarse, spatialSize(g, lateral), { alignCorners: false });
    const both = g.op('Concat', [enlarged, lateral], { axis: 1 });
    g.output('naive', g.op('Conv', [both, parameters.value('weight')]), 'float32', [2, 4, 'H', 'W']);

    const { joined, naive } = await runGraph(g.build(), feeds);
    expect(joined.shape).toEqual([2, 4, ...sizes.lateral]);
    joined.data.forEach((value, i) => expect(value).toBeCloseTo(naive.data[i], 5));
  });
});
