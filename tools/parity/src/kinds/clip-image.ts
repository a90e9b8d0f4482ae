import { l2Normalize } from '@langseg/core';
import { selectOutputs } from '@langseg/onnx-graph';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { clipConfig } from '../networks/clip-config.js';
import { visionGraph } from '../networks/clip-vision.js';

/** CLIP's image tower, a vision transformer or a ResNet. */
export const clipImage = graphKind(
  { config: clipConfig, weights: weightFiles },
  async ({ config, weights: parts }, { files, tensors, runner }) => {
    const graph = visionGraph(await loadWeights(files, parts), config);
    const pixels = await tensors.floatInput('image');
    const hidden = tensors.outputs.filter((name) => name !== 'features' && name !== 'normalized');
    const { embeddings } = await runner.run(graph, { pixels });
    return compareOutputs(tensors, {
      ...(hidden.length > 0 && (await runner.run(selectOutputs(graph, hidden), { pixels }))),
      features: embeddings,
      normalized: l2Normalize(embeddings, 1),
    });
  },
);
