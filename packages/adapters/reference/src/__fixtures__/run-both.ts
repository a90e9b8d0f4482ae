import { loadOnnxRuntime } from '@langseg/adapter-node';
import { fromBytes, toBytes, type DType, type DTypeArrays, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, inferShapes, type Graph, type Value } from '@langseg/onnx-graph';
import type * as Native from 'onnxruntime-node';
import { expect } from 'vitest';
import { createReferenceRuntime } from '../create-reference-runtime.js';

/** One small computation: feeds by name, and the nodes between them and the result. */
export interface Computation {
  readonly feeds: Readonly<Record<string, Tensor>>;
  readonly build: (g: GraphBuilder, inputs: Record<string, Value>) => Value | readonly Value[];
  /** Largest difference, relative to the largest element (at least 1). Default 2e-6. */
  readonly tolerance?: number;
  readonly opset?: number;
}

/** Runs a computation in the reference runtime and in onnxruntime and expects the same results. */
export async function expectSameResults({
  feeds,
  build,
  tolerance = 1e-6,
  opset,
}: Computation): Promise<void> {
  const graph = buildGraph(feeds, build, opset);
  const model = await encodeModel(graph);
  const session = await createReferenceRuntime().load(model);
  const found = await session.run(feeds);
  const expected = await runOnnxRuntime(model, feeds);
  for (const { name } of graph.outputs) expectClose(found[name], expected[name], tolerance);
}

function buildGraph(
  feeds: Readonly<Record<string, Tensor>>,
  build: Computation['build'],
  opset: number | undefined,
): Graph {
  const g = new GraphBuilder('computation', { opset });
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { dtype, shape }]) => [name, g.input(name, dtype, shape)]),
  );
  const results = [build(g, inputs)].flat();
  const shapes = inferShapes(g.build());
  results.forEach((value, i) => {
    const { dtype, shape } = shapes.get(value.name)!;
    g.output(`result_${i}`, value, dtype, shape);
  });
  return g.build();
}

async function runOnnxRuntime(
  model: Awaited<ReturnType<typeof encodeModel>>,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Tensor>> {
  const { InferenceSession, Tensor: OrtTensor } = (await loadOnnxRuntime()) as typeof Native;
  const session = await InferenceSession.create(model.model, {
    externalData: [...(model.externalData ?? [])],
    graphOptimizationLevel: 'disabled',
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const results = await session.run(
    Object.fromEntries(
      Object.entries(feeds).map(([name, { dtype, data, shape }]) => [
        name,
        new OrtTensor(dtype as 'float32', data as Float32Array, shape),
      ]),
    ),
  );
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { type, data, dims }]) => {
      const dtype = type as DType;
      const elements = fromBytes(dtype, toBytes(data as DTypeArrays[DType]));
      return [name, { dtype, shape: dims, data: elements }];
    }),
  );
}

function expectClose(found: Tensor, expected: Tensor, tolerance: number): void {
  expect(found.dtype).toBe(expected.dtype);
  expect(found.shape).toEqual(expected.shape);
  const [a, b] = [found, expected].map(({ data }) => Array.from(data as ArrayLike<number>, Number));
  const scale = Math.max(1, ...b.filter(Number.isFinite).map(Math.abs));
  const worst = a.findIndex(
    (value, i) => !(Object.is(value, b[i]) || Math.abs(value - b[i]) <= tolerance * scale),
  );
  expect(worst, `element ${worst}: ${a[worst]} instead of ${b[worst]}`).toBe(-1);
}
