import { sourceOf, tensor, type Tensor, type Weights } from '@langseg/core';
import { batchNorm, conv2d, GraphBuilder, Parameters, type Graph } from '@langseg/onnx-graph';
import { initialWeights } from '../../weights/initial-weights.js';

const spread = { kind: 'uniform', bound: 1 } as const;

/** Length D of the embeddings. */
export const dim = 4;

/** Weights of {@link tinyImageGraph}, and of a head block. */
export function tinyWeights(seed = 1): Map<string, Tensor<'float32'>> {
  const parameter = (name: string, ...shape: number[]) =>
    ({ name, shape, initial: spread, kind: 'parameter' }) as const;
  const weights = initialWeights(
    [
      parameter('trunk.weight', 5, 3, 4, 4),
      parameter('trunk.bias', 5),
      parameter('norm.weight', 5),
      parameter('norm.bias', 5),
      parameter('norm.running_mean', 5),
      parameter('head.weight', dim, 5, 1, 1),
      parameter('head.bias', dim),
      parameter('scratch.head_block.depthwise.depthwise.weight', 1, 1, 3, 3),
      parameter('scratch.head_block.depthwise.depthwise.bias', 1),
    ],
    seed,
  );
  weights.set('norm.running_var', tensor('float32', [5], new Float32Array(5).fill(0.7)));
  return weights;
}

/** Tensors as the weights of a graph. */
export function asWeights(values: ReadonlyMap<string, Tensor>): Weights {
  return new Map([...values].map(([name, value]) => [name, sourceOf(value)]));
}

/** A convolution of stride 4, a batch norm in training mode where wanted, a non-linearity called `hidden`, a projection. */
export function tinyImageGraph(
  values: ReadonlyMap<string, Tensor>,
  { hasBatchNorm = false }: { readonly hasBatchNorm?: boolean } = {},
): Graph {
  const g = new GraphBuilder('tiny');
  const parameters = new Parameters(g, asWeights(values), { batchNorm: 'training' });
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const convolved = conv2d(g, pixels, parameters.scope('trunk'), { stride: 4 });
  const normalized = hasBatchNorm ? batchNorm(g, convolved, parameters.scope('norm')) : convolved;
  const hidden = g.op('Tanh', [normalized], {}, 'hidden');
  const embeddings = conv2d(g, hidden, parameters.scope('head'));
  g.output('embeddings', embeddings, 'float32', ['batch', dim, 'height/4', 'width/4']);
  return g.build();
}
