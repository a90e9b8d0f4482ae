import { l2Normalize, tensor, type Tensor } from '@langseg/core';
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
    const values = hidden.length > 0 ? await runner.run(selectOutputs(graph, hidden), { pixels }) : {};
    return compareOutputs(tensors, {
      ...Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, perImage(value, pixels.shape[0])]),
      ),
      features: embeddings,
      normalized: l2Normalize(embeddings, 1),
    });
  },
);

/** Rows of tokens `[B·L, width]` → `[B, L, width]`; maps stay as they are. */
function perImage({ shape, data }: Tensor<'float32'>, images: number): Tensor<'float32'> {
  return tensor('float32', shape.length === 2 ? [images, shape[0] / images, shape[1]] : shape, data);
}
