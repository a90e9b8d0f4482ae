import { ones, uniformByFanIn, zeros, type InitialValues } from './initial-values.js';
import type { ParameterSpec } from './parameter-spec.js';

/** What a layer starts with where that is not PyTorch's default. */
export interface LayerInitialValues {
  readonly weight: InitialValues;
  readonly bias: InitialValues;
}

/** Sizes of a convolution with a square kernel. */
export interface ConvolutionSizes {
  /** Input channels of one group: 1 for a depthwise convolution. */
  readonly inputs: number;
  readonly outputs: number;
  /** Length of the kernel's side. */
  readonly kernel: number;
  /** Default true. */
  readonly bias?: boolean;
  /** Default: PyTorch's, {@link uniformByFanIn}. */
  readonly initial?: LayerInitialValues;
}

/** Parameters of `torch.nn.Conv2d`: `weight` `[outputs, inputs, k, k]` and `bias`. */
export function convolutionParameters({
  inputs,
  outputs,
  kernel,
  ...options
}: ConvolutionSizes): ParameterSpec[] {
  return affine([outputs, inputs, kernel, kernel], outputs, inputs * kernel * kernel, options);
}

/**
 * Parameters of `torch.nn.ConvTranspose2d` without groups: `weight` `[inputs, outputs, k, k]` and `bias`. PyTorch takes
 * the second axis for the fan-in here, too.
 */
export function transposedConvolutionParameters({
  inputs,
  outputs,
  kernel,
  ...options
}: ConvolutionSizes): ParameterSpec[] {
  return affine([inputs, outputs, kernel, kernel], outputs, outputs * kernel * kernel, options);
}

/** Parameters of `torch.nn.Linear`: `weight` `[outputs, inputs]` and `bias`. */
export function linearParameters(
  inputs: number,
  outputs: number,
  initial?: LayerInitialValues,
): ParameterSpec[] {
  return affine([outputs, inputs], outputs, inputs, { initial });
}

/** Parameters of `torch.nn.LayerNorm` over one axis: `weight` and `bias`. */
export function layerNormParameters(width: number): ParameterSpec[] {
  return affine([width], width, width, { initial: { weight: ones, bias: zeros } });
}

/** Parameters and running statistics of `torch.nn.BatchNorm2d`. */
export function batchNormParameters(channels: number): ParameterSpec[] {
  return [
    ...layerNormParameters(channels),
    { name: 'running_mean', shape: [channels], initial: zeros, kind: 'statistic' },
    { name: 'running_var', shape: [channels], initial: ones, kind: 'statistic' },
  ];
}

function affine(
  shape: readonly number[],
  outputs: number,
  fanIn: number,
  { bias = true, initial }: { readonly bias?: boolean; readonly initial?: LayerInitialValues },
): ParameterSpec[] {
  const standard = uniformByFanIn(fanIn);
  const weight: ParameterSpec = {
    name: 'weight',
    shape,
    initial: initial?.weight ?? standard,
    kind: 'parameter',
  };
  if (!bias) return [weight];
  return [weight, { name: 'bias', shape: [outputs], initial: initial?.bias ?? standard, kind: 'parameter' }];
}
