import type { Weights } from '@langseg/core';
import { clipResnetGraph, clipVitGraph } from '@langseg/image-encoders';
import type { Graph } from '@langseg/onnx-graph';
import type { ClipConfig } from './clip-config.js';

/** The image tower of a CLIP model: a ResNet where `vision_layers` is a list, else a vision transformer. */
export function visionGraph(weights: Weights, config: ClipConfig): Graph {
  const { vision_layers: layers, vision_heads: heads, embed_dim: embeddingDim } = config;
  if (Array.isArray(layers)) return clipResnetGraph(weights, { blocks: layers, heads, embeddingDim });
  return clipVitGraph(weights, {
    patchSize: config.vision_patch_size ?? 0,
    width: config.vision_width,
    depth: layers,
    heads,
    embeddingDim,
  });
}
