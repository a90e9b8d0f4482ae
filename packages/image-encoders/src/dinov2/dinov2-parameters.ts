import {
  convolutionParameters,
  layerNormParameters,
  linearParameters,
  ones,
  scoped,
  zeros,
  type InitialValues,
  type ParameterSpec,
} from '@langseg/onnx-graph';
import type { Dinov2Config } from './dinov2-config.js';

/** DINOv2's `trunc_normal_` with std 0.02, which cuts at ±2 whatever the deviation. */
const truncated: InitialValues = { kind: 'truncated-normal', std: 0.02, limit: 2 };
const transformer = { weight: truncated, bias: zeros };

/** The weights of a DINOv2 vision transformer in its own names and order, initialised as there. */
export function dinov2Parameters(config: Dinov2Config): ParameterSpec[] {
  const { width, patchSize, registers, trainedSide, depth } = config;
  const grid = Math.floor(trainedSide / patchSize);
  const token = (name: string, count: number): ParameterSpec => ({
    name,
    shape: [1, count, width],
    initial: truncated,
    kind: 'parameter',
  });
  return [
    token('cls_token', 1),
    token('pos_embed', 1 + grid * grid),
    ...(registers > 0 ? [token('register_tokens', registers)] : []),
    ...scoped('patch_embed.proj', convolutionParameters({ inputs: 3, outputs: width, kernel: patchSize })),
    ...Array.from({ length: depth }, (_, index) => scoped(`blocks.${index}`, blockParameters(config))).flat(),
    ...scoped('norm', layerNormParameters(width)),
  ];
}

/** What checkpoints hold beside {@link dinov2Parameters}: the token that stands for hidden patches in pretraining. */
export function idleDinov2Parameters({ width }: Dinov2Config): ParameterSpec[] {
  return [{ name: 'mask_token', shape: [1, width], initial: zeros, kind: 'parameter' }];
}

/** The weights of one block. */
function blockParameters({ width, hidden, ffn }: Dinov2Config): ParameterSpec[] {
  const scale: ParameterSpec = { name: 'gamma', shape: [width], initial: ones, kind: 'parameter' };
  const layer = (name: string, inputs: number, outputs: number) =>
    scoped(name, linearParameters(inputs, outputs, transformer));
  return [
    ...scoped('norm1', layerNormParameters(width)),
    ...layer('attn.qkv', width, 3 * width),
    ...layer('attn.proj', width, width),
    ...scoped('ls1', [scale]),
    ...scoped('norm2', layerNormParameters(width)),
    ...(ffn === 'swiglu'
      ? [...layer('mlp.w12', width, 2 * hidden), ...layer('mlp.w3', hidden, width)]
      : [...layer('mlp.fc1', width, hidden), ...layer('mlp.fc2', hidden, width)]),
    ...scoped('ls2', [scale]),
  ];
}
