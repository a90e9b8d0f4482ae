import { spatialBlockParameters } from '@langseg/heads';
import { dptResnet, dptVit, type DptVitSizes } from '@langseg/image-encoders';
import { checkpointShapes, joined, layerNorm, linear, repeated, scoped, type Shapes } from './shapes.js';

/** Length of the embeddings of all tiny networks. */
export const embeddingDim = 6;

/** CLIP's text transformer, with a piece of the image tower that LSeg carries along. */
export function clipTextShapes({ width = 8, depth = 2, dim = embeddingDim } = {}): Shapes {
  return {
    positional_embedding: [77, width],
    text_projection: [width, dim],
    logit_scale: [],
    'token_embedding.weight': [49408, width],
    ...scoped('ln_final', layerNorm(width)),
    ...repeated(depth, (index) =>
      scoped(`transformer.resblocks.${index}`, {
        'attn.in_proj_weight': [3 * width, width],
        'attn.in_proj_bias': [3 * width],
        ...scoped('attn.out_proj', linear(width, width)),
        ...scoped('ln_1', layerNorm(width)),
        ...scoped('mlp.c_fc', linear(width, 4 * width)),
        ...scoped('mlp.c_proj', linear(4 * width, width)),
        ...scoped('ln_2', layerNorm(width)),
      }),
    ),
    'visual.proj': [width, dim],
  };
}

/** The same transformer as Hugging Face names it. */
export function huggingFaceTextShapes({ width = 8, depth = 2 } = {}): Shapes {
  return {
    'text_model.embeddings.token_embedding.weight': [49408, width],
    'text_model.embeddings.position_embedding.weight': [77, width],
    ...repeated(depth, (index) =>
      scoped(`text_model.encoder.layers.${index}`, {
        ...joined(
          ['q_proj', 'k_proj', 'v_proj', 'out_proj'].map((name) =>
            scoped(`self_attn.${name}`, linear(width, width)),
          ),
        ),
        ...scoped('layer_norm1', layerNorm(width)),
        ...scoped('mlp.fc1', linear(width, 4 * width)),
        ...scoped('mlp.fc2', linear(4 * width, width)),
        ...scoped('layer_norm2', layerNorm(width)),
      }),
    ),
    ...scoped('text_model.final_layer_norm', layerNorm(width)),
    'text_projection.weight': [embeddingDim, width],
  };
}

/** An LSeg network on a vision transformer of four blocks. */
export function lsegVitShapes({ patchSize = 16, width = 8, readout = true } = {}): Shapes {
  const sizes: DptVitSizes = {
    patchSize,
    width,
    depth: 4,
    heads: 1,
    outIndices: [0, 1, 2, 3],
    readout: readout ? 'project' : 'ignore',
    embeddingDim,
    trainedSide: 3 * patchSize,
    features: [2, 3, 4, 5],
    fusionWidth: 4,
    classes: 10,
  };
  return {
    ...scoped('clip_pretrained', clipTextShapes()),
    ...checkpointShapes([
      ...dptVit.architecture.parameters(sizes),
      ...dptVit.architecture.idleParameters(sizes),
    ]),
  };
}

/** An LSeg network on a ResNet with 1, 2, 1 and 1 bottlenecks, as the zero-shot models have it. */
export function lsegResnetShapes(): Shapes {
  const sizes = { blocks: [1, 2, 1, 1], embeddingDim, width: 1, fusionWidth: 4 };
  return {
    ...scoped('clip_pretrained', clipTextShapes()),
    ...checkpointShapes([
      ...dptResnet.architecture.parameters(sizes),
      ...dptResnet.architecture.idleParameters(sizes),
    ]),
  };
}

/** The ten numbers of a head block. */
export const headBlockShapes: Shapes = checkpointShapes(spatialBlockParameters());
