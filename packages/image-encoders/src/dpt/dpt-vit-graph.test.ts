import { LangSegError, type Weights } from '@langseg/core';
import { countMacs, inferShapes, selectOutputs } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { tinyVit, tinyVitWeights } from '../__fixtures__/tiny-weights.js';
import { waves } from '../__fixtures__/waves.js';
import { dptVitGraph } from './dpt-vit-graph.js';

const graph = dptVitGraph(tinyVitWeights(), tinyVit);

function shapesFor(height: number, width: number) {
  return inferShapes(graph, { inputs: { pixels: [2, 3, height, width] } });
}

function without(weights: Weights, part: string): Weights {
  return new Map([...weights].filter(([name]) => !name.includes(part)));
}

describe('dptVitGraph', () => {
  it.each([
    [32, 64],
    [96, 32],
    [160, 160],
  ])('gives embeddings at a quarter of %i × %i pixels', (height, width) => {
    expect(shapesFor(height, width).get('embeddings')?.shape).toEqual([2, 6, height / 4, width / 4]);
  });

  it('ignores pixels beyond the last whole patch', () => {
    expect(shapesFor(40, 79).get('embeddings')?.shape).toEqual([2, 6, 8, 16]);
  });

  it('lets every intermediate value be looked at', () => {
    const shapes = shapesFor(64, 96);
    const grid = { h: 16, w: 24 };
    expect(shapes.get('pos_embed_resized')?.shape).toEqual([1, 25, 8]);
    for (const level of [1, 2, 3, 4]) {
      const size = [grid.h / 2 ** (level - 1), grid.w / 2 ** (level - 1)];
      expect(shapes.get(`tokens_${level}`)?.shape).toEqual([2, 25, 8]);
      expect(shapes.get(`layer_${level}`)?.shape).toEqual([2, level + 1, ...size]);
      expect(shapes.get(`layer_${level}_rn`)?.shape).toEqual([2, 4, ...size]);
      const path = level === 1 ? 'path_1_half' : `path_${level}`;
      const enlarged = level === 1 ? size : size.map((length) => 2 * length);
      expect(shapes.get(path)?.shape).toEqual([2, 4, ...enlarged]);
    }
  });

  it('stops after the last block that is read out', () => {
    const names = [...graph.initializers.keys()];
    expect(names.some((name) => name.includes('blocks.3.'))).toBe(true);
    expect(names.some((name) => name.includes('blocks.4.'))).toBe(false);
  });

  it('folds batch norms away and leaves out the unit that upstream never runs', () => {
    expect(graph.nodes.map(({ operator }) => operator)).not.toContain('BatchNormalization');
    expect([...graph.initializers.keys()].join()).not.toContain('refinenet4.resConfUnit1');
  });

  it('needs readout weights for `project` only', () => {
    const bare = without(tinyVitWeights(), '0.project');
    expect(() => dptVitGraph(bare, tinyVit)).toThrow('act_postprocess1.0.project.0.weight');
    for (const readout of ['ignore', 'add'] as const)
      expect(() => dptVitGraph(bare, { ...tinyVit, readout })).not.toThrow();
  });

  it('names every missing weight', () => {
    const weights = new Map(tinyVitWeights());
    const missing = [
      ...['pretrained.model.pos_embed', 'pretrained.model.blocks.2.attn.qkv.weight'],
      ...[
        'pretrained.act_postprocess1.4.weight',
        'scratch.refinenet3.out_conv.weight',
        'scratch.head1.weight',
      ],
    ];
    for (const name of missing) weights.delete(name);
    const build = () => dptVitGraph(weights, tinyVit);
    expect(build).toThrow(LangSegError);
    for (const name of missing) expect(build).toThrow(name);
  });

  it('reads the readout: the three give different maps', async () => {
    const pixels = waves(1, 3, 32, 32);
    const maps = await Promise.all(
      (['ignore', 'add', 'project'] as const).map(async (readout) => {
        const own = selectOutputs(dptVitGraph(tinyVitWeights(), { ...tinyVit, readout }), ['layer_3']);
        return (await runGraph(own, { pixels })).layer_3.data.join();
      }),
    );
    expect(new Set(maps).size).toBe(3);
  });

  it('takes 32-pixel patches, whose finest map is the grid enlarged eight times', () => {
    const coarse = dptVitGraph(tinyVitWeights(32), { ...tinyVit, patchSize: 32 });
    const shapes = inferShapes(coarse, { inputs: { pixels: [1, 3, 96, 64] } });
    expect(shapes.get('layer_1')?.shape).toEqual([1, 2, 24, 16]);
    expect(shapes.get('layer_4')?.shape).toEqual([1, 5, 3, 2]);
    expect(shapes.get('embeddings')?.shape).toEqual([1, 6, 24, 16]);
  });

  it('works harder for larger images', () => {
    expect(countMacs(graph, shapesFor(64, 64))).toBeGreaterThan(countMacs(graph, shapesFor(32, 32)));
  });
});
