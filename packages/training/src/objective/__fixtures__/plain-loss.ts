import { l2Normalize, resizeBilinear, softmax, type EmbeddingUpsampling, type Tensor } from '@langseg/core';
import { bottleneckBlock, correlate, depthwiseBlock, type SpatialBlockOptions } from '@langseg/core/reference';
import type { SpatialBlockKind } from '@langseg/heads';
import { height, width, type TinyImage } from './tiny-batch.js';

/** How the plain computation gets from embeddings to the loss. */
export interface PlainObjective {
  readonly upsampling: EmbeddingUpsampling;
  readonly alignCorners: boolean;
  readonly logitScale: number;
  readonly block?: SpatialBlockOptions & { readonly kind: SpatialBlockKind };
}

/** One image's share of the loss: Σ weight · −log p, Σ weight, number of pixels. */
export function plainLoss(
  { text, targets, labelWeights }: TinyImage,
  embeddings: Tensor<'float32'>,
  { upsampling, alignCorners, logitScale, block }: PlainObjective,
): { readonly sum: number; readonly weight: number; readonly counted: number } {
  const { factor } = upsampling;
  const enlarged =
    factor === 1 ? embeddings : resizeBilinear(embeddings, { scaleFactor: factor }, upsampling);
  const correlation = correlate(l2Normalize(enlarged, 1), text, { logitScale });
  const regularize = block?.kind === 'bottleneck' ? bottleneckBlock : depthwiseBlock;
  const logits = block ? regularize(correlation, block) : correlation;
  const probabilities = softmax(resizeBilinear(logits, { size: [height, width] }, { alignCorners }));

  let [sum, weight, counted] = [0, 0, 0];
  for (const [pixel, target] of targets.data.entries()) {
    if (target === -1) continue;
    sum -= labelWeights[target] * Math.log(probabilities.data[target * height * width + pixel]);
    weight += labelWeights[target];
    counted++;
  }
  return { sum, weight, counted };
}
