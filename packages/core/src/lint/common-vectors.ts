import { LangSegError } from '../errors/lang-seg-error.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { isKnown, rowProduct } from './lint-set.js';

/** With fewer words, quantiles and shares say nothing. */
const fewest = 20;

const mostOfTheWay = 0.8;

/** Common words as a text encoder sees them. */
export interface CommonVectors {
  /** Those that it knows. */
  readonly words: readonly string[];
  /** `[W, D]`, rows of length 1. */
  readonly text: Tensor<'float32'>;
  /**
   * Cosines between different words: 1 of 100 pairs is more similar than `near`, 1 of 10,000 than `duplicate`. Where the text encoder gives
   * several of these words nearly the same vector, `duplicate` lies lower: four fifths of the way from `near` to 1.
   */
  readonly cosines?: { readonly duplicate: number; readonly near: number };
}

/** Encodes words; unknown ones are left out. Errors as `TextEncoder.encode`, but for that nothing is known. */
export async function commonVectors(
  words: readonly string[],
  textEncoder: TextEncoder,
  options: RunOptions,
): Promise<CommonVectors> {
  const distinct = [...new Set(words)];
  const all = await encodeAny(distinct, textEncoder, options);
  const known = [...distinct.keys()].filter((row) => isKnown(all, row));
  const width = textEncoder.embeddingDim;
  const text = tensor('float32', [known.length, width]);
  known.forEach((row, i) => text.data.set(all.data.subarray(row * width, (row + 1) * width), i * width));
  return {
    words: known.map((row) => distinct[row]),
    text,
    ...(known.length >= fewest && { cosines: cosinesOf(text) }),
  };
}

async function encodeAny(
  words: readonly string[],
  textEncoder: TextEncoder,
  options: RunOptions,
): Promise<Tensor<'float32'>> {
  const nothing = tensor('float32', [words.length, textEncoder.embeddingDim]);
  if (words.length === 0) return nothing;
  try {
    return await textEncoder.encode(words, options);
  } catch (error) {
    if (LangSegError.is(error) && error.code === 'LABELS_INVALID') return nothing;
    throw error;
  }
}

function cosinesOf(text: Tensor<'float32'>): { duplicate: number; near: number } {
  const [count] = text.shape;
  const cosines = new Float64Array((count * (count - 1)) / 2);
  let pair = 0;
  for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) cosines[pair++] = rowProduct(text, a, text, b);
  cosines.sort();
  const quantile = (part: number): number => cosines[Math.floor(part * cosines.length)];
  const near = quantile(0.99);
  return { duplicate: Math.min(quantile(0.9999), near + mostOfTheWay * (1 - near)), near };
}
