/** One inverted residual of MobileNetV2 (Sandler et al. 2018, table 2). */
export interface InvertedResidual {
  /** Which of the seven stages it belongs to, counted from 0. */
  readonly stage: number;
  /** Whether a 1×1 expansion comes first; only the very first block has none. */
  readonly expands: boolean;
  readonly stride: number;
  readonly dilation: number;
  /** Whether the input is added to the output. */
  readonly residual: boolean;
}

/**
 * Stages at output stride 16: the stage that would have halved a fourth time keeps its resolution instead, and every
 * block after its first is dilated (Chen et al. 2018, atrous convolution).
 */
const stages = [
  { blocks: 1, stride: 1 },
  { blocks: 2, stride: 2 },
  { blocks: 3, stride: 2 },
  { blocks: 4, stride: 2 },
  { blocks: 3, stride: 1 },
  { blocks: 3, stride: 1, dilationAfterFirst: 2 },
  { blocks: 1, stride: 1, dilation: 2 },
];

/** The 17 blocks of the trunk, in order. */
export const invertedResiduals: readonly InvertedResidual[] = stages.flatMap((stage, stageIndex) =>
  Array.from({ length: stage.blocks }, (_, index) => ({
    stage: stageIndex,
    expands: stageIndex > 0,
    stride: index === 0 ? stage.stride : 1,
    dilation: stage.dilation ?? (index > 0 ? (stage.dilationAfterFirst ?? 1) : 1),
    residual: index > 0,
  })),
);
