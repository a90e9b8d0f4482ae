import { resizePositionEmbedding, tensor } from '@langseg/core';
import { resizePositions } from '@langseg/image-encoders';
import { GraphBuilder, type Graph } from '@langseg/onnx-graph';
import { graphKind } from '../case-kind.js';
import type { Comparison } from '../compare.js';
import { compareOutputs } from '../golden/compare-outputs.js';

/** Position embeddings fitted to the grids that the outputs are named after (`6x8`): plain code and graph. */
export const posEmbedResize = graphKind({}, async (_golden, { tensors, runner }) => {
  const positions = await tensors.floatInput('pos_embed');
  const graph = resizeGraph(positions.shape);
  const [byCode, byGraph]: Record<string, Awaited<ReturnType<typeof tensors.floatInput>>>[] = [{}, {}];
  for (const output of tensors.outputs) {
    const [rows, columns] = output.split('x').map(Number);
    const grid = tensor('int64', [2], BigInt64Array.of(BigInt(rows), BigInt(columns)));
    byCode[output] = resizePositionEmbedding(positions, [rows, columns]);
    byGraph[output] = (await runner.run(graph, { positions, grid })).resized;
  }
  const comparisons: Comparison[][] = [];
  for (const values of [byCode, byGraph]) comparisons.push(await compareOutputs(tensors, values));
  return comparisons.flat();
});

function resizeGraph([, tokens, width]: readonly number[]): Graph {
  const g = new GraphBuilder('resize-positions');
  const positions = g.input('positions', 'float32', [1, tokens, width]);
  const grid = g.input('grid', 'int64', [2]);
  const resized = resizePositions(g, positions, grid, { tokens, width });
  g.output('resized', resized, 'float32', [1, 'resized_tokens', width]);
  return g.build();
}
