import {
  bareConv,
  batchNorm,
  conv,
  joined,
  layerNorm,
  linear,
  repeated,
  scoped,
  type Shapes,
} from './shapes.js';

/** Length of the embeddings of all tiny networks. */
export const embeddingDim = 6;

/** Channels of the fusion blocks. */
const fusion = 4;

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

/** DPT's decoder on four maps. */
function scratchShapes(channels: readonly number[]): Shapes {
  const unit = repeated(2, (index) => ({
    ...scoped(`conv${index + 1}`, bareConv(fusion, fusion, 3)),
    ...scoped(`bn${index + 1}`, batchNorm(fusion)),
  }));
  return scoped('scratch', {
    ...repeated(4, (level) => ({
      ...scoped(`layer${level + 1}_rn`, bareConv(channels[level], fusion, 3)),
      ...scoped(`refinenet${level + 1}`, {
        ...scoped('out_conv', conv(fusion, fusion, 1)),
        ...scoped('resConfUnit1', unit),
        ...scoped('resConfUnit2', unit),
      }),
    })),
    ...scoped('head1', conv(fusion, embeddingDim, 1)),
  });
}

/** An LSeg network on a vision transformer of four blocks. */
export function lsegVitShapes({ patchSize = 16, width = 8, readout = true } = {}): Shapes {
  const channels = [2, 3, 4, 5];
  return {
    ...scoped('clip_pretrained', clipTextShapes()),
    ...scoped('pretrained.model', {
      cls_token: [1, 1, width],
      pos_embed: [1, 1 + 3 * 3, width],
      ...scoped('patch_embed.proj', conv(3, width, patchSize)),
      ...repeated(4, (index) =>
        scoped(`blocks.${index}`, {
          ...scoped('norm1', layerNorm(width)),
          ...scoped('attn.qkv', linear(width, 3 * width)),
          ...scoped('attn.proj', linear(width, width)),
          ...scoped('norm2', layerNorm(width)),
          ...scoped('mlp.fc1', linear(width, 4 * width)),
          ...scoped('mlp.fc2', linear(4 * width, width)),
        }),
      ),
      ...scoped('norm', layerNorm(width)),
      ...scoped('head', linear(width, 10)),
    }),
    ...repeated(4, (level) => {
      const scale = patchSize / 2 ** (level + 2);
      return scoped(`pretrained.act_postprocess${level + 1}`, {
        ...(readout && scoped('0.project.0', linear(2 * width, width))),
        ...scoped('3', conv(width, channels[level], 1)),
        ...(scale !== 1 && scoped('4', conv(channels[level], channels[level], scale < 1 ? 3 : scale))),
      });
    }),
    ...scratchShapes(channels),
  };
}

/** An LSeg network on a ResNet with 1, 2, 1 and 1 bottlenecks, as the zero-shot models have it. */
export function lsegResnetShapes(): Shapes {
  const bottleneck = (inputs: number, inner: number): Shapes => ({
    ...scoped('conv1', bareConv(inputs, inner, 1)),
    ...scoped('bn1', batchNorm(inner)),
    ...scoped('conv2', bareConv(inner, inner, 3)),
    ...scoped('bn2', batchNorm(inner)),
    ...scoped('conv3', bareConv(inner, 4 * inner, 1)),
    ...scoped('bn3', batchNorm(4 * inner)),
    ...(inputs !== 4 * inner && {
      ...scoped('downsample.0', bareConv(inputs, 4 * inner, 1)),
      ...scoped('downsample.1', batchNorm(4 * inner)),
    }),
  });
  return {
    ...scoped('clip_pretrained', clipTextShapes()),
    ...scoped('pretrained', {
      ...scoped('layer1', {
        ...scoped('0', bareConv(3, 2, 7)),
        ...scoped('1', batchNorm(2)),
        ...scoped('4.0', bottleneck(2, 1)),
      }),
      ...scoped('layer2', { ...scoped('0', bottleneck(4, 2)), ...scoped('1', bottleneck(8, 2)) }),
      ...scoped('layer3.0', bottleneck(8, 3)),
      ...scoped('layer4.0', bottleneck(12, 4)),
    }),
    ...scratchShapes([4, 8, 12, 16]),
  };
}

/** The ten numbers of a head block. */
export const headBlockShapes: Shapes = scoped('scratch.head_block.depthwise.depthwise', {
  weight: [1, 1, 3, 3],
  bias: [1],
});
