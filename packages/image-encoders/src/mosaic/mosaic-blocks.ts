/** One inverted residual of MOSAIC's backbone. */
export interface MosaicBlock {
  /** Channels inside. */
  readonly inner: number;
  /** Side of the depthwise kernel. */
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly outputs: number;
  /** Whether the input is added to the output. */
  readonly residual: boolean;
}

const block = (
  [inner, outputs]: readonly [number, number],
  kernel: number,
  options: Partial<Pick<MosaicBlock, 'stride' | 'dilation' | 'residual'>> = {},
): MosaicBlock => ({ inner, outputs, kernel, stride: 1, dilation: 1, residual: false, ...options });
const residual = true;

/** The 16 blocks of release 4 of MOSAIC's MobileNet, in order; the last of stride 4, 8 and 16 are 1, 5 and 15. */
export const mosaicBlocks: readonly MosaicBlock[] = [
  block([96, 32], 3, { stride: 2 }),
  block([64, 32], 3, { residual }),
  block([160, 64], 5, { stride: 2 }),
  block([192, 64], 3, { residual }),
  block([128, 64], 3, { residual }),
  block([192, 64], 3, { residual }),
  block([384, 128], 5, { stride: 2 }),
  block([384, 128], 3, { residual }),
  block([384, 128], 3, { residual }),
  block([384, 128], 3, { residual }),
  block([768, 160], 3),
  block([640, 160], 3, { residual }),
  block([960, 192], 3),
  block([384, 96], 5, { dilation: 2 }),
  block([384, 96], 5, { dilation: 2, residual }),
  block([384, 96], 5, { dilation: 2, residual }),
];

/** Channels of what follows the blocks. */
export const mosaicHead = {
  stem: 32,
  /** After the last block, in two halves, each pooled and convolved with a kernel of its own. */
  half: 224,
  /** Sides of the cells that are pooled into one. */
  pools: [8, 4, 2],
  kernels: [3, 5],
  /** Outputs of each half. */
  pooled: 64,
  merged: 128,
  stride8: 64,
} as const;

/** How many classes MOSAIC tells apart, and its channels compared with those that were published. */
export interface MosaicSizes {
  readonly classes: number;
  /** Factor on all channels but those of the classes: 1 for the published weights. */
  readonly width: number;
}

/** Channels at a width, at least one. */
export function mosaicChannels(channels: number, { width }: MosaicSizes): number {
  return Math.max(1, Math.round(channels * width));
}
