import { LangSegError } from '../errors/lang-seg-error.js';
import type { PixelEmbeddings } from '../interfaces/image-encoder.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { sizeOf, tensor, type Tensor } from '../tensor/tensor.js';
import type { PipelineParts } from '../components/pipeline.js';

/** Logit of a label that nothing is known about: below every real one, and finite so that it can be interpolated. */
export const never = -1e30;

/** Most logits of one tensor: 2²⁶ floats, 256 MB. Larger sets are computed in pieces. */
export const maxElements = 2 ** 26;

/**
 * Logits of one photo for a list of embedded labels, in as few pieces as memory allows.
 *
 * @param text `[N, D]`; a row of zeros is a label that the text encoder could not read, and wins nowhere.
 * @returns pieces `[n, h, w]` with the index of their first label.
 * @throws LangSegError `LABELS_INVALID` when the regulariser needs all labels at once and they don't fit;
 * `RUNTIME_FAILED` when the model gives no numbers.
 */
export async function* labelLogits(
  { head, regularizer }: Pick<PipelineParts, 'head' | 'regularizer'>,
  pixels: PixelEmbeddings,
  text: Tensor<'float32'>,
  options: RunOptions,
): AsyncGenerator<{ readonly logits: Tensor<'float32'>; readonly firstLabel: number }> {
  const [labels] = text.shape;
  const limit = Math.max(1, Math.floor(maxElements / sizeOf(pixels.norms.shape.slice(1))));
  if (labels > limit && regularizer?.couplesLabels)
    throw new LangSegError(
      'LABELS_INVALID',
      `This model's regulariser compares all labels with each other and takes at most ${limit} at this image size, got ${labels}.`,
      { labels, limit },
    );
  for (let firstLabel = 0; firstLabel < labels; firstLabel += limit) {
    const words = rows(text, firstLabel, Math.min(labels, firstLabel + limit));
    const correlated = await head.forward(pixels, words, options);
    const smoothed = regularizer ? await regularizer.forward(correlated, options) : correlated;
    const logits = tensor('float32', smoothed.shape.slice(1), smoothed.data);
    assertFinite(logits, pixels, words);
    silenceUnknown(logits, words);
    yield { logits, firstLabel };
  }
}

/** NaN compares with nothing, so the first label would win every pixel without a word. */
function assertFinite(logits: Tensor<'float32'>, { norms }: PixelEmbeddings, text: Tensor<'float32'>): void {
  if (isFinite(logits)) return;
  const origin = !isFinite(norms) ? 'image encoder' : !isFinite(text) ? 'text encoder' : 'head';
  throw new LangSegError(
    'RUNTIME_FAILED',
    `The network gave no numbers: what the model's ${origin} computes for this photo and these labels holds NaN or ` +
      'infinite values. Its weights are damaged, or too large for the precision they are stored in; convert or download the model again.',
    { origin },
  );
}

/** In one pass without branches: 0 times anything but a number is NaN. */
function isFinite({ data }: Tensor<'float32'>): boolean {
  let zero = 0;
  for (let i = 0; i < data.length; i++) zero += data[i] * 0;
  return zero === 0;
}

/** Rows `from` … `to − 1` of a matrix, without copying. */
function rows({ shape: [, width], data }: Tensor<'float32'>, from: number, to: number): Tensor<'float32'> {
  return tensor('float32', [to - from, width], data.subarray(from * width, to * width));
}

/** Gives labels without an embedding a logit that never wins. */
function silenceUnknown(logits: Tensor<'float32'>, text: Tensor<'float32'>): void {
  const [labels, width] = text.shape;
  const plane = logits.data.length / labels;
  for (let label = 0; label < labels; label++) {
    const isKnown = text.data.subarray(label * width, (label + 1) * width).some((value) => value !== 0);
    if (!isKnown) logits.data.fill(never, label * plane, (label + 1) * plane);
  }
}
