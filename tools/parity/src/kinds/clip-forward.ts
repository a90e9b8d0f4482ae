import { l2Normalize, tensor, type Tensor } from '@langseg/core';
import { CorrelationHead } from '@langseg/heads';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { clipConfig } from '../networks/clip-config.js';
import { logitScale, shortenedTextFeeds, textFeeds, textGraph } from '../networks/clip-text.js';
import { visionGraph } from '../networks/clip-vision.js';

/** CLIP as a whole: cosines of pictures and texts times its learned temperature, `[images, texts]` and transposed. */
export const clipForward = graphKind(
  { config: clipConfig, weights: weightFiles },
  async ({ config, weights: parts }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const tokens = shortenedTextFeeds(textFeeds(await tensors.input('tokens')));
    const texts = (await runner.run(textGraph(weights, config), tokens)).embeddings;
    const pixels = await tensors.floatInput('image');
    const images = (await runner.run(visionGraph(weights, config), { pixels })).embeddings;

    const head = new CorrelationHead(runner.runtime, { logitScale: await logitScale(weights) });
    const perImage = await head
      .forward(asPixels(images), l2Normalize(texts, 1))
      .finally(() => head.dispose());
    const logits = tensor('float32', perImage.shape.slice(0, 2), perImage.data);
    return compareOutputs(tensors, { logits_per_image: logits, logits_per_text: transposed(logits) });
  },
);

/** Whole-image embeddings `[B, D]` as maps of one pixel. */
function asPixels(embeddings: Tensor<'float32'>) {
  const [images, dim] = embeddings.shape;
  return {
    values: tensor('float32', [images, dim, 1, 1], l2Normalize(embeddings, 1).data),
    norms: tensor('float32', [images, 1, 1], new Float32Array(images).fill(1)),
    upsampling: { factor: 1, alignCorners: false },
  };
}

function transposed({ shape: [rows, columns], data }: Tensor<'float32'>): Tensor<'float32'> {
  return tensor(
    'float32',
    [columns, rows],
    Float32Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
  );
}
