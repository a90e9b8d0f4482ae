import type { PipelineParts } from '../components/pipeline.js';
import type { PixelEmbeddings } from '../interfaces/image-encoder.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { labelLogits } from './label-logits.js';

/**
 * Logits of some labels in one view, after regularisation by all of them.
 *
 * @param text `[N, D]` of all labels.
 * @param wanted indices into them, in any order.
 * @returns `[wanted, h, w]`.
 * @throws LangSegError as `labelLogits`.
 */
export async function viewLogits(
  parts: Pick<PipelineParts, 'head' | 'regularizer'>,
  pixels: PixelEmbeddings,
  text: Tensor<'float32'>,
  wanted: readonly number[],
  options: RunOptions,
): Promise<Tensor<'float32'>> {
  const coupled = parts.regularizer?.couplesLabels ?? false;
  const asked = coupled ? text : pick(text, wanted);
  const pieces: Tensor<'float32'>[] = [];
  for await (const { logits } of labelLogits(parts, pixels, asked, options)) pieces.push(logits);
  const all = pieces.length === 1 ? pieces[0] : joined(pieces);
  return coupled ? pick(all, wanted) : all;
}

/** Entries of the first axis, in the given order. */
function pick(
  { shape: [, ...rest], data }: Tensor<'float32'>,
  indices: readonly number[],
): Tensor<'float32'> {
  const picked = tensor('float32', [indices.length, ...rest]);
  const size = picked.data.length / Math.max(1, indices.length);
  indices.forEach((index, i) => picked.data.set(data.subarray(index * size, (index + 1) * size), i * size));
  return picked;
}

/** Tensors one after the other along the first axis. */
function joined(pieces: readonly Tensor<'float32'>[]): Tensor<'float32'> {
  const [, ...rest] = pieces[0].shape;
  const all = tensor('float32', [pieces.reduce((count, piece) => count + piece.shape[0], 0), ...rest]);
  let offset = 0;
  for (const { data } of pieces) {
    all.data.set(data, offset);
    offset += data.length;
  }
  return all;
}
