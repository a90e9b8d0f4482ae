import { resizePositionEmbedding, tensor, type Tensor } from '@langseg/core';
import { resizePositions } from '@langseg/image-encoders';
import { GraphBuilder, spatialSize, type Graph } from '@langseg/onnx-graph';
import { graphKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';

/** Position embeddings fitted to the grids that the outputs are named after (`6x8`): plain code and graph. */
export const posEmbedResize = graphKind({}, async (_golden, { tensors, runner }) => {
  const positions = await tensors.floatInput('pos_embed');
  const graph = resizeGraph(positions.shape);
  const byCode: Record<string, Tensor> = {};
  const byGraph: Record<string, Tensor> = {};
  for (const output of tensors.outputs) {
    const [rows, columns] = output.split('x').map(Number);
    const patches = tensor('float32', [1, 1, rows, columns]);
    byCode[output] = resizePositionEmbedding(positions, [rows, columns]);
    byGraph[output] = (await runner.run(graph, { positions, patches })).resized;
  }
  return [...(await compareOutputs(tensors, byCode)), ...(await compareOutputs(tensors, byGraph))];
});

/** Takes the grid from the shape of `patches`, as an encoder does. */
function resizeGraph([, tokens, width]: readonly number[]): Graph {
  const g = new GraphBuilder('resize-positions');
  const positions = g.input('positions', 'float32', [1, tokens, width]);
  const patches = g.input('patches', 'float32', [1, 1, 'rows', 'columns']);
  const resized = resizePositions(g, positions, spatialSize(g, patches), { tokens, width });
  g.output('resized', resized, 'float32', [1, 'resized_tokens', width]);
  return g.build();
}
