import { lsegLogitScale, type ImageArchitectureComponent, type NetworkConfig } from '@langseg/architecture';
import type { AnyConfig } from '@langseg/core';

/** Where bundles have the graph of the image encoder. */
export const imageModelPath = 'onnx/image_encoder.onnx';

/** Config of an image encoder: the part of the sizes that the component has options for; the others are in the weights. */
export function imageComponent(
  { type, configSchema }: ImageArchitectureComponent,
  config: NetworkConfig,
): AnyConfig {
  const known = Object.keys(configSchema.shape);
  const options = Object.entries(config).filter(([option]) => known.includes(option));
  return { type, model: imageModelPath, ...Object.fromEntries(options) };
}

/** Cosines times a factor, as in LSeg: what every network here is trained with. */
export function officialHead(logitScale = lsegLogitScale): AnyConfig {
  return { type: 'correlation', logitScale };
}
