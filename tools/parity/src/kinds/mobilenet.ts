import { mobilenetGraph } from '@langseg/image-encoders';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';

/** The image side of the default model, with batch norms folded into convolutions. */
export const mobilenet = graphKind(
  { config: z.object({ out_c: z.int() }), weights: weightFiles },
  async ({ config, weights }, { files, tensors, runner }) => {
    const graph = mobilenetGraph(await loadWeights(files, weights), { embeddingDim: config.out_c });
    const pixels = await tensors.floatInput('pixels');
    return compareOutputs(tensors, await runner.run(graph, { pixels }));
  },
);
