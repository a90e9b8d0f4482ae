import type { PipelineParts } from '../components/pipeline.js';
import type { PixelEmbeddings } from '../interfaces/image-encoder.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { pickRows } from '../tensor/pick-rows.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { pickLabels, planeLogits, type EmbeddedLabels } from './plane-logits.js';

/**
 * Logits of some labels in one view, after regularisation by all of them.
 *
 * @param wanted indices into them, in any order.
 * @returns `[wanted, h, w]`.
 * @throws LangSegError as `planeLogits`.
 */
export async function viewLogits(
  parts: Pick<PipelineParts, 'head' | 'regularizer'>,
  pixels: PixelEmbeddings,
  labels: EmbeddedLabels,
  wanted: readonly number[],
  options: RunOptions,
): Promise<Tensor<'float32'>> {
  const coupled = parts.regularizer?.couplesLabels ?? false;
  const asked = coupled ? labels : pickLabels(labels, wanted);
  const pieces: Tensor<'float32'>[] = [];
  for await (const { logits } of planeLogits(parts, pixels, asked, options)) pieces.push(logits);
  const all = pieces.length === 1 ? pieces[0] : joined(pieces);
  return coupled ? pickRows(all, wanted) : all;
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
