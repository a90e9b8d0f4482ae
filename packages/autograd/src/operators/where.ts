import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y = a where the condition holds, else b: ∂a and ∂b are the parts of ∂y that came from them, 0 elsewhere. */
export const where: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [condition], inputValues, outputValues: [y], wanted }) => {
    const part = (i: number, whenTrue: typeof dy, whenFalse: typeof dy) =>
      wanted[i]
        ? sumToShape(g, g.op('Where', [condition, whenTrue, whenFalse]), y.shape, inputValues[i]!.shape)
        : undefined;
    return [undefined, part(1, dy, g.float(0)), part(2, g.float(0), dy)];
  },
};
