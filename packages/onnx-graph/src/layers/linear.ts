import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import type { Parameters } from './parameters.js';

/** `torch.nn.Linear` on rows: `[R, in]` → `[R, out]`, with `weight` `[out, in]` and `bias` `[out]`. */
export function linear(g: GraphBuilder, x: Value, parameters: Parameters): Value {
  return g.op('Gemm', [x, parameters.value('weight'), parameters.optional('bias')], { transB: 1 });
}

/** `torch.nn.LayerNorm` over the last axis. */
export function layerNorm(
  g: GraphBuilder,
  x: Value,
  parameters: Parameters,
  epsilon: number,
  name?: string,
): Value {
  return g.op(
    'LayerNormalization',
    [x, parameters.value('weight'), parameters.value('bias')],
    { axis: -1, epsilon },
    name,
  );
}
