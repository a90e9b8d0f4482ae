import { LangSegError } from '../errors/lang-seg-error.js';
import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';

/** Options of {@link correlate}. */
export interface CorrelateOptions {
  /** Factor on the cosine; the official networks use 1 / 0.07 = 14.2857…. */
  readonly logitScale: number;
  /** L2 norms of the pixel embeddings `[B, h, w]`. Without them the embeddings count as normalised already. */
  readonly norms?: Tensor<'float32'>;
}

/**
 * The word-pixel correlation tensor (LSeg, section 3.3): every pixel embedding times every text embedding.
 * A reference in float64; the heads compute the same as a graph.
 *
 * | symbol | meaning |
 * |---|---|
 * | F [B, D, h, w] | pixel embeddings, of norm ‖F‖ |
 * | T [N, D] | unit text embeddings |
 * | s | logit scale |
 * | logits [B, N, h, w] | s · (T · F) / ‖F‖ |
 *
 * @param text `[N, D]` for the whole batch, or `[B, N, D]` with labels per image.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function correlate(
  values: Tensor<'float32'>,
  text: Tensor<'float32'>,
  { logitScale, norms }: CorrelateOptions,
): Tensor<'float32'> {
  const { B, D, h, w } = assertShape('Pixel embeddings', values, ['B', 'D', 'h', 'w']);
  const shared = text.shape.length === 2;
  assertShape('Text embeddings', text, shared ? ['N', D] : [B, 'N', D]);
  if (norms) assertShape('Norms', norms, [B, h, w]);
  const N = text.shape.at(-2)!;
  if (N === 0)
    throw new LangSegError('SHAPE_MISMATCH', 'The correlation needs at least one text embedding, got none.');

  const area = h * w;
  const logits = new Float32Array(B * N * area);
  const sums = new Float64Array(area);
  for (let b = 0; b < B; b++)
    for (let n = 0; n < N; n++) {
      const word = ((shared ? 0 : b * N) + n) * D;
      sums.fill(0);
      for (let d = 0; d < D; d++) {
        const weight = text.data[word + d];
        const plane = (b * D + d) * area;
        for (let i = 0; i < area; i++) sums[i] += weight * values.data[plane + i];
      }
      const out = (b * N + n) * area;
      for (let i = 0; i < area; i++) {
        const norm = norms ? norms.data[b * area + i] : 1;
        logits[out + i] = norm === 0 ? 0 : (logitScale * sums[i]) / norm;
      }
    }
  return tensor('float32', [B, N, h, w], logits);
}
