import { onnxDataType, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/**
 * y = min(max(x, low), high): ∂x = ∂y where low < x < high, else 0. At the bounds themselves it is 0, as PyTorch's
 * `hardtanh` and `relu6` have it (`torch.clamp` lets it pass there). Where a bound holds, the gradient is the bound's.
 *
 * The mask is read off y, so that x need not be kept.
 */
export const clip: Differentiable = {
  gradient: ({
    g,
    gradients: [dy],
    inputs: [, low, high],
    outputs: [y],
    inputValues,
    outputValues,
    wanted,
  }) => {
    const [{ dtype, shape }] = outputValues;
    const where = (mask: Value) => g.op('Mul', [dy!, g.op('Cast', [mask], { to: onnxDataType(dtype) })]);
    const bound = (value: Value | undefined, i: number) =>
      value && wanted[i]
        ? sumToShape(g, where(g.op('Equal', [y, value])), shape, inputValues[i]!.shape)
        : undefined;
    const inside = [low && g.op('Greater', [y, low]), high && g.op('Less', [y, high])].filter(
      (mask) => !!mask,
    );
    const within = inside.length > 1 ? g.op('And', inside) : inside.at(0);
    return [within ? where(within) : dy, bound(low, 1), bound(high, 2)];
  },
};
