import type { AttributesOf } from '../operators/attributes.js';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import type { Parameters } from './parameters.js';

/** `torch.nn.Conv2d`: `weight` OIHW, `bias` where there is one. `padding` is the same on all sides. */
export function conv2d(
  g: GraphBuilder,
  x: Value,
  parameters: Parameters,
  options: {
    readonly stride?: number;
    readonly padding?: number;
    readonly group?: number;
    readonly name?: string;
  } = {},
): Value {
  const { stride = 1, padding = 0, group = 1, name } = options;
  const attributes: AttributesOf<'Conv'> = {
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
    group,
  };
  return g.op('Conv', [x, parameters.value('weight'), parameters.optional('bias')], attributes, name);
}

/** PyTorch's default momentum 0.1 is the weight of the new statistics; ONNX gives that of the old ones. */
const momentum = 0.9;

/**
 * `torch.nn.BatchNorm2d`, by its running statistics or, where `parameters.batchNorm` is `training`, by the batch's.
 *
 * In training mode the node's second and third output are the next running mean and variance. As ONNX defines it, the
 * variance that is mixed in is the population's, where PyTorch takes the unbiased estimate.
 */
export function batchNorm(g: GraphBuilder, x: Value, parameters: Parameters, epsilon = 1e-5): Value {
  const statistics = ['weight', 'bias', 'running_mean', 'running_var'].map((name) => parameters.value(name));
  const inputs = [x, ...statistics];
  if (parameters.batchNorm !== 'training') return g.op('BatchNormalization', inputs, { epsilon });
  return g.ops('BatchNormalization', inputs, 3, { epsilon, momentum, training_mode: 1 })[0];
}
