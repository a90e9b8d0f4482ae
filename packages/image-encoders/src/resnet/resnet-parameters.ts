import {
  batchNormParameters,
  convolutionParameters,
  scoped,
  zeros,
  type ParameterSpec,
} from '@langseg/onnx-graph';

/** Factor between the narrow and the wide channels of a bottleneck. */
export const bottleneckExpansion = 4;

/**
 * The weights that `resnetStages` reads, `layer1` … `layer4`. Initial values are torchvision's: normal with variance
 * 2 / fan-out (`kaiming_normal_` with `fan_out`, He et al. 2015).
 *
 * @param width channels of the stem; a stage's bottlenecks have twice as many narrow channels as the stage before.
 */
export function resnetParameters(blocks: readonly number[], width: number): ParameterSpec[] {
  let inputs = width;
  const stages = blocks.map((count, stage) => {
    const narrow = width * 2 ** stage;
    return Array.from({ length: count }, (_, index) => {
      const specs = bottleneckParameters(inputs, narrow, index === 0);
      inputs = bottleneckExpansion * narrow;
      return scoped(String(index), specs);
    }).flat();
  });
  return [
    ...scoped('layer1.0', convolution(3, width, 7)),
    ...scoped('layer1.1', batchNormParameters(width)),
    ...stages.flatMap((specs, stage) => scoped(stage === 0 ? 'layer1.4' : `layer${stage + 1}`, specs)),
  ];
}

function bottleneckParameters(inputs: number, narrow: number, downsamples: boolean): ParameterSpec[] {
  const wide = bottleneckExpansion * narrow;
  const normalised = (index: number, from: number, to: number, kernel: number) => [
    ...scoped(`conv${index}`, convolution(from, to, kernel)),
    ...scoped(`bn${index}`, batchNormParameters(to)),
  ];
  return [
    ...normalised(1, inputs, narrow, 1),
    ...normalised(2, narrow, narrow, 3),
    ...normalised(3, narrow, wide, 1),
    ...(downsamples
      ? [
          ...scoped('downsample.0', convolution(inputs, wide, 1)),
          ...scoped('downsample.1', batchNormParameters(wide)),
        ]
      : []),
  ];
}

function convolution(inputs: number, outputs: number, kernel: number): ParameterSpec[] {
  const weight = { kind: 'normal', std: Math.sqrt(2 / (outputs * kernel * kernel)) } as const;
  return convolutionParameters({ inputs, outputs, kernel, bias: false, initial: { weight, bias: zeros } });
}
