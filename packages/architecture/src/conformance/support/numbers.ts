import { tensor, type Runtime, type Tensor } from '@langseg/core';
import { encodeModel, type Graph } from '@langseg/onnx-graph';
import { expect } from 'vitest';

/** Irregular numbers between −1 and 1. */
export function waves(shape: readonly number[]): Tensor<'float32'> {
  const value = tensor('float32', shape);
  for (let i = 0; i < value.data.length; i++) value.data[i] = Math.sin(1 + 0.3 * i * i);
  return value;
}

/** Computes one output of a graph, once. */
export async function compute(
  runtime: Runtime,
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
  output: string,
): Promise<Tensor> {
  const session = await runtime.load(await encodeModel(graph));
  try {
    return (await session.run(feeds))[output];
  } finally {
    await session.dispose();
  }
}

/** Expects equal shapes, and finite elements that are equal within `tolerance` times the largest of them. */
export function expectClose(found: Tensor, expected: Tensor, tolerance = 1e-4): void {
  expect(found.shape).toEqual(expected.shape);
  const [a, b] = [found, expected].map(({ data }) => Array.from(data as ArrayLike<number>, Number));
  const limit = tolerance * b.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
  const worst = a.findIndex((value, i) => !(Math.abs(value - b[i]) <= limit));
  expect(worst, `element ${worst} is ${a[worst]}, expected ${b[worst]} within ${limit}`).toBe(-1);
}

/** Names of a graph's weights, without constants, sorted. */
export function weightNames({ initializers }: Graph): string[] {
  return [...initializers].flatMap(([name, { value }]) => (value ? [] : [name])).sort();
}

/** A tensor `[1, N, …]` with only these labels, in this order. */
export function withLabels(value: Tensor, labels: readonly number[]): Tensor<'float32'> {
  const [, count, ...rest] = value.shape;
  const result = tensor('float32', [1, labels.length, ...rest]);
  const size = value.data.length / count;
  labels.forEach((label, i) => {
    result.data.set(Float32Array.from(value.data.slice(label * size, (label + 1) * size), Number), i * size);
  });
  return result;
}
