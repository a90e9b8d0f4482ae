import type { GraphBuilder, Value } from '@langseg/onnx-graph';

/** In which shape and in which units the optimiser sees a parameter. */
export interface UpdateLayout {
  /** The parameter, from its own shape, for the optimiser. */
  readonly parameter: (value: Value) => Value;
  /** The gradient by the parameter, as the gradient by what the optimiser sees. */
  readonly gradient: (value: Value) => Value;
  readonly slot: (value: Value) => Value;
  /** What the optimiser returns, in the parameter's own shape and units again. */
  readonly nextParameter: (value: Value) => Value;
  readonly nextSlot: (value: Value) => Value;
}

/** Least size of a row, as ε₂ of Shazeer and Stern 2018: rows of zeros can still grow. */
const leastSize = 1e-3;

/**
 * The parameter as it is.
 *
 * onnxruntime goes through a tensor whose last axis has length 1 element by element when a scalar is involved, at a tenth of
 * the speed; 1×1 kernels are therefore updated as lists.
 */
export function plainLayout(g: GraphBuilder, shape: readonly number[]): UpdateLayout {
  const isSlow = shape.length > 1 && shape.at(-1) === 1;
  const reshaped = (to: readonly number[]) => (value: Value) =>
    isSlow ? g.op('Reshape', [value, g.ints(...to)]) : value;
  const [flat, back] = [reshaped([-1]), reshaped(shape)];
  return { parameter: flat, gradient: flat, slot: flat, nextParameter: back, nextSlot: back };
}

/**
 * The parameter in units of its own size: w = s · v, and v is updated, with ∂loss/∂v = s · ∂loss/∂w. s is the root of the mean
 * square of the current weights of one output channel (the first axis), or of all numbers of a vector, and at least 1e-3. Under
 * Adam a learning rate of 0.001 then changes every channel by about a thousandth, whatever its size.
 *
 * That a step be relative to the size of what it changes is Adafactor's (Shazeer and Stern 2018, section 8, there by tensor).
 * By channel it undoes what folding a batch normalisation into a convolution did to the sizes of its channels.
 */
export function relativeLayout(g: GraphBuilder, shape: readonly number[], parameter: Value): UpdateLayout {
  const rows = shape.length > 1 ? shape[0] : 1;
  const asRows = (value: Value) => g.op('Reshape', [value, g.ints(rows, -1)]);
  const back = (value: Value) => g.op('Reshape', [value, g.ints(...shape)]);
  const weights = asRows(parameter);
  const square = g.op('ReduceMean', [g.op('Mul', [weights, weights]), g.ints(1)], { keepdims: 1 });
  const size = g.op('Max', [g.op('Sqrt', [square]), g.float(leastSize)]);
  return {
    parameter: (value) => g.op('Div', [asRows(value), size]),
    gradient: (value) => g.op('Mul', [asRows(value), size]),
    slot: asRows,
    nextParameter: (value) => back(g.op('Mul', [value, size])),
    nextSlot: back,
  };
}
