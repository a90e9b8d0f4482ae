import {
  batchNorm,
  conv2d,
  GraphBuilder,
  Parameters,
  selectOutputs,
  upsampleBilinear,
  type Value,
} from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { tinyVit, tinyVitWeights } from '../__fixtures__/tiny-weights.js';
import { waves } from '../__fixtures__/waves.js';
import { dptVitGraph } from './dpt-vit-graph.js';

const weights = tinyVitWeights();

/** What lang-seg's code says, word by word: batch norms apart, enlarged first and projected afterwards. */
function literalFusion(level: number) {
  const g = new GraphBuilder('literal');
  const scratch = new Parameters(g, weights).scope('scratch');
  const block = scratch.scope(`refinenet${level}`);
  const unit = (x: Value, name: string) => {
    let y = x;
    for (const step of [1, 2]) {
      y = conv2d(g, g.op('Relu', [y]), block.scope(`${name}.conv${step}`), { padding: 1 });
      y = batchNorm(g, y, block.scope(`${name}.bn${step}`));
    }
    return g.op('Add', [y, x]);
  };
  const path = g.input('path', 'float32', [1, 4, 'h', 'w']);
  const layer = g.input('layer', 'float32', [1, 4, 'h', 'w']);
  const fused = unit(g.op('Add', [path, unit(layer, 'resConfUnit1')]), 'resConfUnit2');
  const enlarged = upsampleBilinear(g, fused, 2, { alignCorners: true });
  const projected = conv2d(g, enlarged, block.scope('out_conv'));
  const output = level === 1 ? conv2d(g, projected, scratch.scope('head1')) : projected;
  g.output('fused', output, 'float32', [1, 'channels', '2h', '2w']);
  return g.build();
}

describe('fuse', () => {
  it('equals enlarging before the 1×1 convolutions', async () => {
    const graph = selectOutputs(dptVitGraph(weights, tinyVit), [
      ...['path_3', 'path_2', 'layer_2_rn', 'layer_1_rn', 'embeddings'],
    ]);
    const found = await runGraph(graph, { pixels: waves(1, 3, 64, 96) });

    const second = await runGraph(literalFusion(2), { path: found.path_3, layer: found.layer_2_rn });
    expect(second.fused.shape).toEqual(found.path_2.shape);
    second.fused.data.forEach((value, i) => expect(value).toBeCloseTo(found.path_2.data[i], 4));

    const g = new GraphBuilder('enlarge');
    const embeddings = g.input('embeddings', 'float32', [1, 6, 'h', 'w']);
    g.output('enlarged', upsampleBilinear(g, embeddings, 2, { alignCorners: true }), 'float32', [
      1,
      6,
      'H',
      'W',
    ]);
    const { enlarged } = await runGraph(g.build(), { embeddings: found.embeddings });
    const first = await runGraph(literalFusion(1), { path: found.path_2, layer: found.layer_1_rn });
    expect(first.fused.shape).toEqual(enlarged.shape);
    first.fused.data.forEach((value, i) => expect(value).toBeCloseTo(enlarged.data[i], 4));
  });
});
