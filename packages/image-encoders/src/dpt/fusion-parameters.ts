import { batchNormParameters, convolutionParameters, scoped, type ParameterSpec } from '@langseg/onnx-graph';

/** Sizes of DPT's decoder. */
export interface FusionSizes {
  /** Channels of the four maps that are fused, fine to coarse. */
  readonly features: readonly number[];
  /** Channels inside the fusion blocks; default 256. */
  readonly fusionWidth?: number;
  /** Length D of a pixel embedding. */
  readonly embeddingDim: number;
}

/** The weights that `fuse` reads, `scratch.…` (`_make_scratch` and `FeatureFusionBlock_custom` of lang-seg's `lseg_blocks.py`). */
export function fusionParameters({
  features,
  fusionWidth = 256,
  embeddingDim,
}: FusionSizes): ParameterSpec[] {
  const reduced = features.flatMap((inputs, index) =>
    scoped(
      `layer${index + 1}_rn`,
      convolutionParameters({ inputs, outputs: fusionWidth, kernel: 3, bias: false }),
    ),
  );
  const project = convolutionParameters({ inputs: fusionWidth, outputs: fusionWidth, kernel: 1 });
  const blocks = [1, 2, 3, 4].flatMap((level) =>
    scoped(`refinenet${level}`, [
      ...scoped('out_conv', project),
      // The coarsest block has nothing to add its first unit to.
      ...(level < 4 ? scoped('resConfUnit1', residualUnitParameters(fusionWidth)) : []),
      ...scoped('resConfUnit2', residualUnitParameters(fusionWidth)),
    ]),
  );
  const head = convolutionParameters({ inputs: fusionWidth, outputs: embeddingDim, kernel: 1 });
  return scoped('scratch', [...reduced, ...blocks, ...scoped('head1', head)]);
}

/** The unit of the coarsest fusion block that upstream makes and never runs. */
export function idleFusionParameters({ fusionWidth = 256 }: FusionSizes): ParameterSpec[] {
  return scoped('scratch.refinenet4.resConfUnit1', residualUnitParameters(fusionWidth));
}

/** Whether a parameter is the decoder's: upstream trains everything in `scratch` ten times as fast. */
export function isScratch(parameter: string): boolean {
  return parameter.startsWith('scratch.');
}

/** The weights of `residualUnit`. */
export function residualUnitParameters(width: number): ParameterSpec[] {
  const convolution = convolutionParameters({ inputs: width, outputs: width, kernel: 3, bias: false });
  return [1, 2].flatMap((step) => [
    ...scoped(`conv${step}`, convolution),
    ...scoped(`bn${step}`, batchNormParameters(width)),
  ]);
}
