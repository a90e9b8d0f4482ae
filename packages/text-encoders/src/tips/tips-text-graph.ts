import { sourceOf, tensor, type Tensor, type Weights } from '@langseg/core';
import {
  clipTransformerBlock,
  GraphBuilder,
  layerNorm,
  onnxDataType,
  Parameters,
  type Graph,
} from '@langseg/onnx-graph';
import type { TipsTextConfig } from './tips-text-config.js';

const longestWave = 10_000;
/** Added to the number of tokens that are averaged. */
const poolingEpsilon = 1e-8;
/** So much less than any score that its share is 0. */
const masked = -1e9;

/**
 * TIPS' text transformer (`pytorch/text_encoder.py` of google-deepmind/tips) for labels of any length up to the context:
 * no causal mask; padding is masked and left out of the mean.
 *
 * Inputs `tokens` and `paddings` int64 `[N, L]`, 1 for padding; output `embeddings` `[N, width]`, not normalised.
 *
 * @param weights in the official names (`token_embedding.weight`, `transformer.resblocks.0.ln_1.weight` …).
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function tipsTextGraph(weights: Weights, config: TipsTextConfig): Graph {
  const { width, depth, contextLength } = config;
  const g = new GraphBuilder('tips-text');
  const parameters = new Parameters(g, weights);
  const tokens = g.input('tokens', 'int64', ['labels', 'length']);
  const paddings = g.input('paddings', 'int64', ['labels', 'length']);
  const padding = g.op('Cast', [paddings], { to: onnxDataType('float32') });
  const mask = g.op('Unsqueeze', [g.op('Mul', [padding, g.float(masked)]), g.ints(1, 2)]);

  const embedded = g.op('Gather', [parameters.value('token_embedding.weight'), tokens], { axis: 0 });
  const length = g.op('Shape', [tokens], { start: 1, end: 2 });
  const waves = g.weight('positions', sourceOf(sinusoids(contextLength, width)));
  const placed = g.op('Add', [
    g.op('Mul', [embedded, g.float(Math.sqrt(width))]),
    g.op('Slice', [waves, g.ints(0), length, g.ints(0)]),
  ]);

  const batchAndLength = g.op('Shape', [tokens]);
  let x = g.op('Reshape', [placed, g.ints(-1, width)]);
  for (let index = 0; index < depth; index++)
    x = clipTransformerBlock(
      g,
      x,
      parameters.scope(`transformer.resblocks.${index}`),
      batchAndLength,
      config,
      {
        mask,
        activation: 'relu',
      },
    );
  const rows = g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 });
  const normed = g.op('Reshape', [layerNorm(g, x, parameters.scope('ln_final'), 1e-5), rows]);
  const kept = g.op('Sub', [g.float(1), padding]);
  const sum = g.op('ReduceSum', [g.op('Mul', [normed, g.op('Unsqueeze', [kept, g.ints(2)])]), g.ints(1)], {
    keepdims: 0,
  });
  const count = g.op('Add', [g.op('ReduceSum', [kept, g.ints(1)], { keepdims: 1 }), g.float(poolingEpsilon)]);
  g.output('embeddings', g.op('Div', [sum, count]), 'float32', ['labels', width]);
  parameters.assertComplete();
  return g.build();
}

/** Sines, then cosines, of places times frequencies from 1 down to 1/10,000 (`PositionalEmbedding`). */
function sinusoids(length: number, width: number): Tensor<'float32'> {
  const count = Math.floor(width / 2);
  const step = Math.fround(Math.log(longestWave) / Math.max(count - 1, 1));
  const table = tensor('float32', [length, width]);
  for (let i = 0; i < count; i++) {
    const frequency = Math.fround(Math.exp(Math.fround(-i * step)));
    for (let place = 0; place < length; place++) {
      const angle = Math.fround(place * frequency);
      table.data[place * width + i] = Math.sin(angle);
      table.data[place * width + count + i] = Math.cos(angle);
    }
  }
  return table;
}
