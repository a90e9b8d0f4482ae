import type { ImageGraphOptions } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import { GraphBuilder, Parameters, type Graph } from '@langseg/onnx-graph';
import { asMap, dinov2Tokens, patchesOf } from '../dinov2/dinov2-tokens.js';
import type { TipsSizes } from './tips-sizes.js';

/**
 * TIPS' vision transformer: `pixels` `[B, 3, H, W]` from 0 to 1 in, `embeddings` `[B, width, h, w]` of patches out. Its
 * values include `pos_embed_resized` and `tokens`, rows after the final norm.
 *
 * @param weights in the official names (`blocks.0.attn.qkv.weight` …).
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function tipsGraph(weights: Weights, config: TipsSizes, options: ImageGraphOptions = {}): Graph {
  const { width, registers, readout = 'value' } = config;
  const g = new GraphBuilder('tips');
  const parameters = new Parameters(g, weights, options);
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const { rows, batchAndLength, grid } = dinov2Tokens(g, pixels, parameters, config, {
    positions: 'linear',
    valuePath: readout === 'value',
  });
  const tokens = g.op('Reshape', [rows, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
  const patches = readout === 'value' ? tokens : patchesOf(g, tokens, registers);
  const map = asMap(g, patches, grid, width);
  g.output('embeddings', map, 'float32', ['batch', width, 'rows', 'columns']);
  parameters.assertComplete();
  return g.build();
}
