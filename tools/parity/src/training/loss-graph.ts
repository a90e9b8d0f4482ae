import { tensor, type Tensor, type Weights } from '@langseg/core';
import { dptVit } from '@langseg/image-encoders';
import { resolveShapes, type Graph } from '@langseg/onnx-graph';
import { objectiveGraph, type StepFeeds } from '@langseg/training/parts';
import { imageGraph, type NetworkConfig } from '../networks/lseg-network.js';

/** The network's loss for batches of the shapes of `feeds`. */
export function lossGraph(
  weights: Weights,
  config: NetworkConfig,
  feeds: StepFeeds,
  ignoreIndex?: number,
): Graph {
  const { outputStride, upsampling, alignCorners } = dptVit.architecture;
  const [images, , height, width] = feeds.pixels.shape;
  const loss = objectiveGraph(imageGraph(weights, config, { batchNorm: 'training' }), {
    geometry: { outputStride, upsampling, alignCorners },
    batch: { images, height, width, labels: feeds.text.shape[1] },
    embeddingDim: config.out_c,
    logitScale: config.logit_scale,
    ignoreIndex,
  });
  return resolveShapes(loss, { inputs: { pixels: feeds.pixels.shape } });
}

/** The inputs of {@link lossGraph}. @param text `[N, D]` for all images alike, or `[B, N, D]`. */
export function lossFeeds(pixels: Tensor<'float32'>, targets: Tensor, text: Tensor<'float32'>): StepFeeds {
  const images = pixels.shape[0];
  const [labels, dim] = text.shape.slice(-2);
  const perImage = tensor('float32', [images, labels, dim]);
  if (text.shape.length === 3) perImage.data.set(text.data);
  else for (let image = 0; image < images; image++) perImage.data.set(text.data, image * labels * dim);
  return {
    pixels,
    text: perImage,
    label_bias: tensor('float32', [images, labels]),
    label_weights: tensor('float32', [images, labels], new Float32Array(images * labels).fill(1)),
    targets: tensor('int32', targets.shape, Int32Array.from(targets.data, Number)),
  };
}
