import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import * as z from 'zod';

/** How strongly weights are drawn towards 0; 0 is not at all. */
export const weightDecay = z.number().nonnegative();

/** L2 regularisation: the gradient of ½ · decay · ‖parameter‖² added to the gradient. */
export function withL2Decay(g: GraphBuilder, parameter: Value, gradient: Value, decay: number): Value {
  return decay === 0 ? gradient : g.op('Add', [gradient, g.op('Mul', [parameter, g.float(decay)])]);
}
