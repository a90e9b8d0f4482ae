import { createReferenceRuntime } from '@langseg/adapter-reference';
import { inputOf } from '@langseg/architecture';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { weightsOf } from '../__fixtures__/tiny-weights.js';
import { waves } from '../__fixtures__/waves.js';
import { plainClip } from './__fixtures__/plain-clip.js';
import { clipDenseGraph } from './clip-dense-graph.js';
import type { ClipSizes } from './clip-sizes.js';
import { clip } from './clip.js';

const runtime = createReferenceRuntime();
const sizes = { patchSize: 8, width: 8, depth: 3, heads: 2, hidden: 12, trainedSide: 24 } as const;
const config: ClipSizes = { ...sizes, embeddingDim: 6 };
const options = { heads: 2 };

testImageArchitecture({ component: clip, sizes, options, runtime });
describe('by self-correlation, with another patch and GELU', () =>
  testImageArchitecture({
    component: clip,
    sizes: { ...sizes, patchSize: 4, readout: 'csa', gelu: 'exact' },
    options,
    runtime,
  }));

describe('clipDenseGraph', () => {
  const weights = weightsOf(clip.architecture.parameters(config));

  it.each<[Partial<ClipSizes>, number, number]>([
    [{}, 24, 24],
    [{ readout: 'value', gelu: 'exact' }, 16, 40],
    [{ readout: 'attention' }, 24, 24],
    [{ readout: 'qq' }, 24, 32],
    [{ readout: 'kk', gelu: 'exact' }, 24, 24],
    [{ readout: 'csa' }, 32, 16],
  ])('computes what the papers say: %o, %i × %i', async (change, height, width) => {
    const pixels = waves(1, 3, height, width);
    const { embeddings } = await runGraph(clipDenseGraph(weights, { ...config, ...change }), { pixels });
    const expected = await plainClip(weights, { ...config, ...change }, pixels);
    const [h, w] = [height / 8, width / 8];
    expect(embeddings.shape).toEqual([1, 6, h, w]);
    const largest = Math.max(...expected.flat().map(Math.abs));
    expected.forEach((row, patch) =>
      row.forEach((value, d) =>
        expect(Math.abs(embeddings.data[d * h * w + patch] - value)).toBeLessThan(2e-5 * largest),
      ),
    );
  });

  it('enlarges sides that are no multiple of the patch, and keeps photos of a batch apart', async () => {
    const graph = clipDenseGraph(weights, config);
    const { embeddings } = await runGraph(graph, { pixels: waves(2, 3, 17, 24) });
    expect(embeddings.shape).toEqual([2, 6, 3, 3]);
    const one = await runGraph(graph, { pixels: { ...waves(1, 3, 17, 24) } });
    expect(embeddings.data.slice(0, 54)).toEqual(one.embeddings.data);
  });
});

describe('clip', () => {
  it('looks at photos through windows of the size it was trained on, on the grid of its patches', () => {
    const { presets } = clip.architecture;
    const inputs = Object.entries(presets).map(([name, preset]) => {
      const { outputStride, preprocessing, view } = inputOf(clip.architecture, {
        ...preset,
        embeddingDim: 512,
      });
      return [name, outputStride, preprocessing.sizeMultiple, view?.windows];
    });
    const windows = { size: 224, stride: 112, shortSide: 336 };
    expect(inputs).toEqual([
      ['b32', 32, 32, windows],
      ['b16', 16, 16, windows],
      ['l14', 14, 14, windows],
      ['l14-336', 14, 14, { size: 336, stride: 168, shortSide: 336 }],
    ]);
  });

  it.each([
    ['trainedSide', { trainedSide: 50 }],
    ['heads', { heads: 3 }],
    ['depth', { depth: 1 }],
  ])('refuses %s of %o', (name, change) => {
    expect(() => clip.architecture.parameters({ ...config, ...change })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(name) as string }),
    );
  });
});
