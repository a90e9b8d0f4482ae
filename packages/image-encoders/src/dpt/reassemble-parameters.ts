import {
  convolutionParameters,
  linearParameters,
  scoped,
  transposedConvolutionParameters,
  type ParameterSpec,
} from '@langseg/onnx-graph';
import type { Readout } from './readout.js';

/** The weights that `reassemble` reads, `act_postprocess1` … `act_postprocess4`, initialised as PyTorch does. */
export function reassembleParameters(sizes: {
  readonly patchSize: number;
  readonly width: number;
  readonly readout: Readout;
  readonly features: readonly number[];
}): ParameterSpec[] {
  const { patchSize, width, readout, features } = sizes;
  return features.flatMap((outputs, index) =>
    scoped(`act_postprocess${index + 1}`, [
      ...(readout === 'project' ? scoped('0.project.0', linearParameters(2 * width, width)) : []),
      ...scoped('3', convolutionParameters({ inputs: width, outputs, kernel: 1 })),
      ...scoped('4', resampleParameters(outputs, patchSize / 2 ** (index + 2))),
    ]),
  );
}

/** The weights of `resample`. */
export function resampleParameters(width: number, scale: number): ParameterSpec[] {
  const sizes = { inputs: width, outputs: width };
  if (scale === 1) return [];
  if (scale < 1) return convolutionParameters({ ...sizes, kernel: 3 });
  return transposedConvolutionParameters({ ...sizes, kernel: scale });
}
