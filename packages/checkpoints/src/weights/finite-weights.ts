import { LangSegError, type DType, type Tensor, type TensorSource, type Weights } from '@langseg/core';
import { quote } from '../bytes/file-errors.js';

/** Options of {@link finiteSource}. */
export interface FiniteSourceOptions {
  /** What to do about it, as a sentence. */
  readonly advice?: string;
}

/** The same weights, whose `load()` refuses values that are not numbers; see {@link finiteSource}. */
export function finiteWeights(weights: Weights): Weights {
  return new Map([...weights].map(([name, source]) => [name, finiteSource(name, source)]));
}

/**
 * The same tensor, whose `load()` refuses NaN and infinities: a network with one of them answers the same for every photo,
 * and says nothing about it.
 *
 * @throws LangSegError `load()`: `FILE_CORRUPT` naming the tensor and how many values are none.
 */
export function finiteSource<D extends DType>(
  name: string,
  source: TensorSource<D>,
  {
    advice = 'The file is damaged, or the training that made it diverged: take an earlier checkpoint.',
  }: FiniteSourceOptions = {},
): TensorSource<D> {
  return {
    dtype: source.dtype,
    shape: source.shape,
    load: async () => {
      const loaded = await source.load();
      const problems = describeProblems(loaded);
      if (problems === undefined) return loaded;
      throw new LangSegError('FILE_CORRUPT', `The tensor ${quote(name)} holds ${problems}. ${advice}`, {
        tensor: name,
      });
    },
  };
}

/** Bits of the exponent, all set in infinities and NaN, and of the fraction, which tells these apart. */
const halves: Readonly<Record<string, readonly [number, number]>> = {
  float16: [0x7c00, 0x03ff],
  bfloat16: [0x7f80, 0x007f],
};

function describeProblems({ dtype, data }: Tensor): string | undefined {
  let [nan, infinite] = [0, 0];
  if (dtype in halves) {
    const [exponent, fraction] = halves[dtype];
    for (const bits of data as Uint16Array) {
      if ((bits & exponent) !== exponent) continue;
      if (bits & fraction) nan++;
      else infinite++;
    }
  } else if (dtype === 'float32' || dtype === 'float64') {
    for (let value of data as Float32Array | Float64Array) {
      // Everything is computed in single precision.
      value = Math.fround(value);
      if (Number.isFinite(value)) continue;
      if (Number.isNaN(value)) nan++;
      else infinite++;
    }
  }
  const parts = [
    ...(nan > 0 ? [`${nan} ${nan > 1 ? 'values that are' : 'value that is'} no number (NaN)`] : []),
    ...(infinite > 0 ? [`${infinite} ${infinite > 1 ? 'values that are' : 'value that is'} infinite`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : undefined;
}
