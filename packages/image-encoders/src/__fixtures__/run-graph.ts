import { createReferenceRuntime } from '@langseg/adapter-reference';
import type { Tensor } from '@langseg/core';
import { encodeModel, type Graph } from '@langseg/onnx-graph';

/** Computes a graph exactly, once. */
export async function runGraph(
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Tensor<'float32'>>> {
  const session = await createReferenceRuntime().load(await encodeModel(graph));
  return (await session.run(feeds)) as Record<string, Tensor<'float32'>>;
}
