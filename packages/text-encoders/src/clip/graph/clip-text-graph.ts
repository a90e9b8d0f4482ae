import { LangSegError, tensor, type Tensor, type Weights } from '@langseg/core';
import { clipTransformerBlock, GraphBuilder, layerNorm, Parameters, type Graph } from '@langseg/onnx-graph';
import type { ClipTextConfig } from './clip-text-config.js';

/**
 * CLIP's text transformer (`encode_text` of openai/CLIP's `model.py`) for labels of any length up to the context: it
 * is causal and read at the end-of-text token, so tokens after that one are never computed.
 *
 * Inputs `tokens` int64 `[N, L]` and `eot` int64 `[N]`, the position of each label's end-of-text token; output
 * `embeddings` `[N, D]`, not normalised. Intermediate values: `block_0` …, `ln_final`, both as rows `[N·L, width]`.
 *
 * @param options.activation default `quick-gelu`, OpenAI's.
 * @param weights named as in OpenAI's files (`token_embedding.weight`, `transformer.resblocks.0.ln_1.weight` …).
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing, `CONFIG_INVALID` when the width is no multiple of
 * the heads.
 */
export function clipTextGraph(
  weights: Weights,
  config: ClipTextConfig,
  { activation = 'quick-gelu' }: { readonly activation?: 'quick-gelu' | 'gelu' } = {},
): Graph {
  const { width, heads, depth, contextLength, embeddingDim } = config;
  if (width % heads !== 0)
    throw new LangSegError(
      'CONFIG_INVALID',
      `A text transformer of width ${width} can't have ${heads} heads.`,
      {
        width,
        heads,
      },
    );
  const g = new GraphBuilder('clip-text');
  const parameters = new Parameters(g, weights);
  const tokens = g.input('tokens', 'int64', ['labels', 'length']);
  const eot = g.input('eot', 'int64', ['labels']);

  const batchAndLength = g.op('Shape', [tokens]);
  const length = g.op('Shape', [tokens], { start: 1, end: 2 });
  const embedded = g.op('Gather', [parameters.value('token_embedding.weight'), tokens], { axis: 0 });
  const positions = g.op('Slice', [parameters.value('positional_embedding'), g.ints(0), length, g.ints(0)]);
  const start = g.op('Reshape', [g.op('Add', [embedded, positions]), g.ints(-1, width)]);

  const square = g.op('Concat', [length, length], { axis: 0 });
  const mask = g.op('Slice', [g.constant(causalMask(contextLength)), g.ints(0, 0), square, g.ints(0, 1)]);
  let x = start;
  for (let index = 0; index < depth; index++)
    x = clipTransformerBlock(
      g,
      x,
      parameters.scope(`transformer.resblocks.${index}`),
      batchAndLength,
      config,
      {
        mask,
        activation,
        name: `block_${index}`,
      },
    );

  const normed = layerNorm(g, x, parameters.scope('ln_final'), 1e-5, 'ln_final');
  const labels = g.op('Squeeze', [g.op('Shape', [tokens], { start: 0, end: 1 }), g.ints(0)]);
  const int = (value: number) => g.constant(tensor('int64', [], BigInt64Array.of(BigInt(value))));
  const firstRows = g.op('Mul', [g.op('Range', [int(0), labels, int(1)]), length]);
  const pooled = g.op('Gather', [normed, g.op('Add', [firstRows, eot])], { axis: 0 });
  g.output('embeddings', g.op('MatMul', [pooled, parameters.value('text_projection')]), 'float32', [
    'labels',
    embeddingDim,
  ]);
  parameters.assertComplete();
  return g.build();
}

/** −∞ above the diagonal: a token sees itself and what came before. */
function causalMask(length: number): Tensor<'float32'> {
  const mask = tensor('float32', [length, length]);
  for (let row = 0; row < length; row++)
    mask.data.fill(-Infinity, row * length + row + 1, (row + 1) * length);
  return mask;
}
