import {
  batchNormParameters,
  convolutionParameters,
  scoped,
  zeros,
  type ParameterSpec,
} from '@langseg/onnx-graph';
import { invertedResiduals } from './inverted-residuals.js';
import { mosaicChannels, mosaicHead } from '../mosaic/mosaic-blocks.js';
import { mosaicParameters } from '../mosaic/mosaic-parameters.js';
import type { MobilenetSizes } from './mobilenet-sizes.js';

/** The weights of the decoder. Convolutions before a batch norm have no bias. */
export function decoderParameters({ embeddingDim, ...channels }: MobilenetSizes): ParameterSpec[] {
  const { stages, pooled, context, lateral8, fuse8, lateral4, fuse4, classes } = channels;
  const unit = (module: string, index: number, inputs: number, outputs: number, kernel = 1) => [
    ...scoped(`${module}.${index}`, convolutionParameters({ inputs, outputs, kernel, bias: false })),
    ...scoped(`${module}.${index + 1}`, batchNormParameters(outputs)),
  ];
  return [
    ...unit('context', 0, stages[6], context),
    ...unit('lateral8', 0, stages[2], lateral8),
    ...unit('fuse8', 0, pooled + context + lateral8, fuse8),
    ...unit('fuse8', 3, 1, fuse8, 3),
    ...unit('fuse8', 6, fuse8, fuse8),
    ...unit('lateral4', 0, stages[1], lateral4),
    ...unit('fuse4', 0, 1, fuse8 + lateral4, 3),
    ...unit('fuse4', 3, fuse8 + lateral4, fuse4),
    ...scoped('fuse4.6', convolutionParameters({ inputs: fuse4, outputs: embeddingDim, kernel: 1 })),
    ...(classes
      ? scoped(
          'classes',
          convolutionParameters({ inputs: classes, outputs: embeddingDim, kernel: 1, bias: false }),
        )
      : []),
  ];
}

/** The second trunk and what joins its maps to the decoder, which begins without it: at 0. */
export function sceneParameters({ scenes, embeddingDim, fuse8, fuse4 }: MobilenetSizes): ParameterSpec[] {
  if (!scenes) return [];
  const join = (name: string, inputs: number, outputs: number) =>
    scoped(
      `scenes.${name}`,
      convolutionParameters({
        inputs,
        outputs,
        kernel: 1,
        bias: false,
        initial: { weight: zeros, bias: zeros },
      }),
    );
  return [
    ...scoped('mosaic', mosaicParameters(scenes)),
    ...join('stride16', mosaicChannels(mosaicHead.merged, scenes), fuse8),
    ...join('stride8', mosaicChannels(mosaicHead.stride8, scenes), fuse8),
    ...join('stride4', scenes.classes, fuse4),
    ...join('classes', scenes.classes, embeddingDim),
  ];
}

/**
 * The weights of the trunk, which has no batch norms that could restore the variance of freshly made layers. So
 * variance is kept by construction: 2 / fan-in before a ReLU (He et al. 2015, section 2.2) and 1 / fan-in without,
 * and residual branches are damped so that all their sums together only about double the deviation. PyTorch's default
 * would shrink it by √3 a layer.
 */
export function trunkParameters({
  stem,
  stages,
  expansion,
  pooled,
  classes,
}: MobilenetSizes): ParameterSpec[] {
  const specs: ParameterSpec[] = [];
  let index = 0;
  const layer = (inputs: number, outputs: number, kernel: number, gain = 2) => {
    const std = Math.sqrt(gain / (inputs * kernel * kernel));
    const initial = { weight: { kind: 'normal', std }, bias: zeros } as const;
    const scope = `backbone.${String(index++).padStart(3, '0')}`;
    specs.push(...scoped(scope, convolutionParameters({ inputs, outputs, kernel, initial })));
  };
  const sums = invertedResiduals.filter(({ residual }) => residual).length;

  layer(3, stem, 3);
  let width = stem;
  for (const { stage, expands, residual } of invertedResiduals) {
    const inner = expands ? width * expansion : width;
    if (expands) layer(width, inner, 1);
    layer(1, inner, 3);
    layer(inner, stages[stage], 1, residual ? 1 / sums : 1);
    if (residual) index++;
    width = stages[stage];
  }
  // Layers are numbered as in the original operator list, where poolings, resizes and joins count, too.
  index++;
  layer(width, pooled, 1);
  layer(width, pooled, 1);
  index += 3;
  layer(2 * pooled, pooled, 1);
  if (classes) layer(pooled, classes, 1, 1);
  return specs;
}
