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

/** `torch.nn.BatchNorm2d` in evaluation mode (running statistics). */
export function batchNorm(g: GraphBuilder, x: Value, parameters: Parameters, epsilon = 1e-5): Value {
  const statistics = ['weight', 'bias', 'running_mean', 'running_var'].map((name) => parameters.value(name));
  return g.op('BatchNormalization', [x, ...statistics], { epsilon });
}
