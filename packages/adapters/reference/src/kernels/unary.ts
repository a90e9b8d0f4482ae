import { toFloat16, toFloat32, type Tensor } from '@langseg/core';
import { nodeMismatch, readAttribute } from '@langseg/onnx-graph';
import { erf } from './erf.js';
import { elementsOf, floats, scalar, type Kernel } from './kernel.js';

/** A real function of each element. */
export function unary(compute: (value: number) => number): Kernel {
  return (node, [input], [output]) => {
    const from = floats(node, input);
    const to = floats(node, output);
    for (let i = 0; i < to.length; i++) to[i] = compute(from[i]);
  };
}

/** The sign changed; integers too, as shapes are computed with them. */
export const negate: Kernel = (node, [input], [output]) => {
  if (input!.dtype !== 'int64') return unary((value) => -value)(node, [input], [output]);
  const from = input!.data as BigInt64Array;
  (output.data as BigInt64Array).set(from.map((value) => -value));
};

export const leakyRelu: Kernel = (node, inputs, outputs) => {
  const alpha = readAttribute(node, 'float', 'alpha', 0.01);
  unary((value) => (value < 0 ? alpha * value : value))(node, inputs, outputs);
};

/** x · Φ(x), with the exact normal distribution function unless `approximate` is `tanh`. */
export const gelu: Kernel = (node, inputs, outputs) => {
  const exact = (x: number) => 0.5 * x * (1 + erf(x * Math.SQRT1_2));
  const cubic = (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
  const isTanh = readAttribute(node, 'string', 'approximate', 'none') === 'tanh';
  unary(isTanh ? cubic : exact)(node, inputs, outputs);
};

export const clip: Kernel = (node, [input, low, high], outputs) => {
  const [least, most] = [scalar(low, -Infinity), scalar(high, Infinity)];
  unary((value) => Math.min(Math.max(value, least), most))(node, [input], outputs);
};

export const copy: Kernel = (_, [input], [output]) => elementsOf(output).set(elementsOf(input!));

/** Towards zero from real numbers to integers; saturation is left to the caller, as ONNX leaves it. */
export const cast: Kernel = (node, [input], [output]) => {
  const from = input!.dtype;
  const to = output.dtype;
  if (from === to) return elementsOf(output).set(elementsOf(input!));
  if (to === 'bfloat16') throw nodeMismatch(node, 'a dtype other than bfloat16 to cast to', to);
  const source = from === 'float16' || from === 'bfloat16' ? toFloat32(input!) : input!;
  const target = output.data;
  if (to === 'float16') elementsOf(output).set(elementsOf(toFloat16(toFloat32(source))));
  else if (to === 'bool')
    for (let i = 0; i < target.length; i++) target[i] = Number(source.data[i]) === 0 ? 0 : 1;
  else if (to === 'int64' || to === 'uint64')
    for (let i = 0; i < target.length; i++) target[i] = wideInteger(source, i);
  else for (let i = 0; i < target.length; i++) target[i] = Number(source.data[i]);
};

function wideInteger({ data }: Tensor, index: number): bigint {
  const value = data[index];
  return typeof value === 'bigint' ? value : BigInt(Math.trunc(value));
}
