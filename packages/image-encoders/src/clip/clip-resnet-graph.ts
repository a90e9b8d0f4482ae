import { stackSources, type Weights } from '@langseg/core';
import {
  batchNorm,
  conv2d,
  foldBatchNorm,
  GraphBuilder,
  linear,
  Parameters,
  selfAttention,
  type Graph,
  type Value,
} from '@langseg/onnx-graph';

/** CLIP's modified ResNet. */
export interface ClipResnetConfig {
  /** Bottleneck blocks per stage, `[3, 4, 6, 3]` for RN50. */
  readonly blocks: readonly number[];
  /** Heads of the attention pooling. */
  readonly heads: number;
  /** Length of CLIP's joint embedding. */
  readonly embeddingDim: number;
}

/**
 * CLIP's image tower with a ResNet (`ModifiedResNet` and `AttentionPool2d` of openai/CLIP's `model.py`): a stem of
 * three convolutions, average pooling in place of strides, attention pooling at the end.
 *
 * Input `pixels` `[B, 3, R, R]` at the model's own resolution; output `embeddings` `[B, embeddingDim]`, not normalised.
 * Intermediate values: `stem`, `layer1` … `layer4`.
 *
 * @param weights named as in OpenAI's files (`visual.conv1.weight` …).
 */
export function clipResnetGraph(weights: Weights, config: ClipResnetConfig): Graph {
  const g = new GraphBuilder('clip-resnet');
  const visual = new Parameters(g, weights).scope('visual');
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);

  let x = pixels;
  for (const index of [1, 2, 3])
    x = normalised(g, x, visual, index, { stride: index === 1 ? 2 : 1, padding: 1 });
  x = averagePool(g, x, 2, 'stem');
  config.blocks.forEach((count, stage) => {
    for (let index = 0; index < count; index++)
      x = bottleneck(g, x, visual.scope(`layer${stage + 1}.${index}`), stage > 0 && index === 0 ? 2 : 1);
    x = g.op('Identity', [x], {}, `layer${stage + 1}`);
  });
  g.output('embeddings', attentionPool(g, x, visual.scope('attnpool'), config.heads), 'float32', [
    'batch',
    config.embeddingDim,
  ]);
  visual.assertComplete();
  return foldBatchNorm(g.build());
}

/** Convolution, batch norm and ReLU number `index` of a module. */
function normalised(
  g: GraphBuilder,
  x: Value,
  parameters: Parameters,
  index: number,
  options: { stride?: number; padding?: number } = {},
): Value {
  const convolved = conv2d(g, x, parameters.scope(`conv${index}`), options);
  return g.op('Relu', [batchNorm(g, convolved, parameters.scope(`bn${index}`))]);
}

function averagePool(g: GraphBuilder, x: Value, size: number, name?: string): Value {
  return g.op('AveragePool', [x], { kernel_shape: [size, size], strides: [size, size] }, name);
}

function bottleneck(g: GraphBuilder, x: Value, block: Parameters, stride: number): Value {
  const pooled = (value: Value) => (stride > 1 ? averagePool(g, value, stride) : value);
  const spatial = pooled(normalised(g, normalised(g, x, block, 1), block, 2, { padding: 1 }));
  const projected = batchNorm(g, conv2d(g, spatial, block.scope('conv3')), block.scope('bn3'));
  const shortcut = block.has('downsample.0.weight')
    ? batchNorm(g, conv2d(g, pooled(x), block.scope('downsample.0')), block.scope('downsample.1'))
    : x;
  return g.op('Relu', [g.op('Add', [projected, shortcut])]);
}

/** Attention of the mean of all pixels to the pixels; only that first row of the result is used. */
function attentionPool(g: GraphBuilder, map: Value, parameters: Parameters, heads: number): Value {
  const positions = parameters.value('positional_embedding');
  const width = parameters.source('positional_embedding').shape[1];
  const rows = g.op('Transpose', [g.op('Reshape', [map, g.ints(0, width, -1)])], { perm: [0, 2, 1] });
  const mean = g.op('ReduceMean', [rows, g.ints(1)], { keepdims: 1 });
  const tokens = g.op('Add', [g.op('Concat', [mean, rows], { axis: 1 }), positions]);
  const batchAndLength = g.op('Shape', [tokens], { start: 0, end: 2 });

  const projections = ['q_proj', 'k_proj', 'v_proj'].map((name) => parameters.scope(name));
  const qkv = g.op(
    'Gemm',
    [
      g.op('Reshape', [tokens, g.ints(-1, width)]),
      parameters.derived('qkv.weight', stackSources(projections.map((p) => p.source('weight')))),
      parameters.derived('qkv.bias', stackSources(projections.map((p) => p.source('bias')))),
    ],
    { transB: 1 },
  );
  const attended = selfAttention(g, qkv, batchAndLength, { width, heads });
  const all = g.op('Reshape', [attended, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
  const first = g.constant({ dtype: 'int64', shape: [], data: BigInt64Array.of(0n) });
  return linear(g, g.op('Gather', [all, first], { axis: 1 }), parameters.scope('c_proj'));
}
