import type { Preprocessing, ViewOptions } from '@langseg/core';
import type { EmbeddingGeometry, ImageArchitecture } from './image-architecture.js';
import type { NetworkConfig } from './network-config.js';

/** How photos become the input of a network of some sizes, and where its embeddings lie in them. */
export interface NetworkInput extends EmbeddingGeometry {
  readonly preprocessing: Preprocessing;
  /** Default: whole. */
  readonly view?: ViewOptions;
}

/** What an architecture says about its input, for a network of these sizes. */
export function inputOf<C extends NetworkConfig>(
  architecture: ImageArchitecture<C>,
  config: C,
): NetworkInput {
  const { outputStride, upsampling, alignCorners, preprocessing, view } = {
    ...architecture,
    ...architecture.sized?.(config),
  };
  return { outputStride, upsampling, alignCorners, preprocessing, ...(view && { view }) };
}
