import { createNodeRuntime } from '@langseg/adapter-node';
import { evaluateNode } from '@langseg/adapter-reference';
import { sizeOf, sourceOf, tensor, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, removeUnused, type Graph, type Value } from '@langseg/onnx-graph';
import { expect } from 'vitest';
import { differentiate } from '../differentiate.js';
import { float64Tensor, toFloat64 } from './to-float64.js';

/** A function of parameters to be differentiated. */
export interface GradientCheck {
  /** Shape of each parameter, or its values. */
  readonly parameters: Readonly<Record<string, readonly number[] | Tensor<'float32'>>>;
  /** Builds the function; any output shape, made scalar by a weighted sum. */
  readonly build: (g: GraphBuilder, parameters: Record<string, Value>) => Value;
  /** Step of the central differences. Default 1e-5. */
  readonly step?: number;
  /** Names of values kept for recomputation. */
  readonly recompute?: readonly string[];
}

/** Reproducible values between −1 and 1, none of them close to 0. */
export function noise(shape: readonly number[], seed = 1): Tensor<'float32'> {
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => {
    const value = Math.sin(seed * 78.233 + (i + 1) * 12.9898) * 43758.5453;
    const fraction = 2 * (value - Math.floor(value)) - 1;
    return Math.sign(fraction) * (0.05 + 0.95 * Math.abs(fraction));
  });
  return tensor('float32', shape, data);
}

/** Reproducible values between 0.35 and 1.3. */
export function positive(shape: readonly number[], seed = 1): Tensor<'float32'> {
  return tensor(
    'float32',
    shape,
    noise(shape, seed).data.map((value) => Math.abs(value) + 0.3),
  );
}

/**
 * Compares gradients with central differences in double precision (every element of every parameter), and
 * onnxruntime's single-precision gradients with those.
 */
export async function checkGradient(check: GradientCheck): Promise<void> {
  const { graph, feeds, lossName } = gradientGraph(check);
  const exact = run64(graph, feeds);
  const step = check.step ?? 1e-5;
  for (const name of Object.keys(check.parameters)) {
    const gradient = exact.get(`gradient:${name}`)!;
    const values = feeds[name].data as Float64Array;
    expect(gradient.shape, name).toEqual(feeds[name].shape);
    const numeric = Array.from(values, (value, i) => {
      const at = (moved: number) => {
        values[i] = moved;
        const loss = Number(run64(graph, feeds).get(lossName)!.data[0]);
        values[i] = value;
        return loss;
      };
      return (at(value + step) - at(value - step)) / (2 * step);
    });
    expectClose(gradient.data as Float64Array, numeric, 1e-5, `${name} by differences`);
  }
  await checkOnOnnxRuntime(graph, feeds, exact);
}

function gradientGraph(check: GradientCheck) {
  const g = new GraphBuilder('check');
  const values: Record<string, Tensor<'float32'>> = {};
  const handles: Record<string, Value> = {};
  for (const [i, [name, given]] of Object.entries(check.parameters).entries()) {
    values[name] = 'data' in given ? given : noise(given, i + 1);
    handles[name] = g.weight(name, sourceOf(values[name]));
  }
  const y = check.build(g, handles);
  g.output('loss', weightedSum(g, y), 'float32', []);

  const original = g.build();
  const names = Object.keys(check.parameters);
  const pass = differentiate(original, { loss: 'loss', parameters: names, recompute: check.recompute });
  for (const name of names) {
    const gradient = pass.gradients.get(name);
    expect(gradient, `gradient of ${name}`).toBeDefined();
    pass.g.output(`gradient:${name}`, gradient!, 'float32', values[name].shape);
  }
  const lossName = 'total';
  pass.g.output(lossName, pass.value('loss'), 'float32', []);
  const graph = removeUnused(pass.g.build());
  const given = graph.inputs.map(({ name }): [string, Tensor] => [
    name,
    values[name] ?? original.initializers.get(name)!.value!,
  ]);
  const feeds = Object.fromEntries(given.map(([name, value]) => [name, float64Tensor(value)]));
  return { graph, feeds, lossName };
}

/** Σᵢ cᵢ·yᵢ with a different cᵢ for every element of y. */
function weightedSum(g: GraphBuilder, y: Value): Value {
  const flat = g.op('Reshape', [y, g.ints(-1)]);
  const count = g.op('Cast', [g.op('Shape', [flat])], { to: 1 });
  const index = g.op('Range', [g.float(0), g.op('Squeeze', [count, g.ints(0)]), g.float(1)]);
  const centred = g.op('Div', [g.op('Sub', [index, g.float(3.3)]), g.op('Add', [count, g.float(2)])]);
  const weights = g.op('Add', [g.op('Mul', [centred, centred]), g.op('Mul', [centred, g.float(0.5)])]);
  return g.op('ReduceSum', [g.op('Mul', [flat, weights]), g.ints(0)], { keepdims: 0 });
}

function run64(graph: Graph, feeds: Readonly<Record<string, Tensor>>): Map<string, Tensor> {
  const wide = toFloat64(graph);
  const values = new Map<string, Tensor>(Object.entries(feeds));
  for (const [name, { value }] of wide.initializers) values.set(name, value!);
  for (const node of wide.nodes) {
    const inputs = node.inputs.map((name) => (name ? values.get(name) : undefined));
    evaluateNode(node, inputs, wide.opset).forEach((value, i) => values.set(node.outputs[i], value));
  }
  return values;
}

async function checkOnOnnxRuntime(
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
  exact: ReadonlyMap<string, Tensor>,
): Promise<void> {
  const session = await createNodeRuntime({ threads: 1 }).load(await encodeModel(graph));
  const single = Object.entries(feeds).map(([name, { shape, data }]) => [
    name,
    tensor('float32', shape, Float32Array.from(data as Float64Array)),
  ]);
  try {
    const results = await session.run(Object.fromEntries(single) as Record<string, Tensor>);
    for (const [name, { data }] of Object.entries(results))
      expectClose(
        data as Float32Array,
        exact.get(name)!.data as Float64Array,
        1e-4,
        `${name} by onnxruntime`,
      );
  } finally {
    await session.dispose();
  }
}

function expectClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(found.length, what).toBe(wanted.length);
  const scale = Math.max(1e-3, ...Array.from(wanted, Math.abs));
  for (let i = 0; i < wanted.length; i++)
    if (!(Math.abs(found[i] - wanted[i]) <= tolerance * scale))
      expect.fail(`${what}: element ${i} is ${found[i]}, expected ${wanted[i]} within ${tolerance * scale}`);
}
