import {
  l2Normalize,
  LangSegError,
  quoteLabel,
  tensor,
  throwIfAborted,
  type EncodeTextOptions,
  type LabelWarning,
  type Session,
  type Tensor,
  type TextEncoder,
} from '@langseg/core';

/** A label as a transformer takes it. */
export interface LabelTokens {
  /** Not padded. Where there are none, the embedding is zeros. */
  readonly ids: readonly number[];
  /** Whether nothing of the label is left, markers aside. Default: whether there are no tokens. */
  readonly isEmpty?: boolean;
  /** True when tokens were cut off to fit the context. */
  readonly isTruncated: boolean;
}

/** What {@link createTokenTextEncoder} is made of. */
export interface TokenTextEncoderParts {
  /** The transformer, with output `embeddings` float32 `[N, D]`, not normalised. The encoder owns it and disposes it. */
  readonly session: Session;
  /** Tokens of each label, at most {@link contextLength}. */
  readonly tokenize: (labels: readonly string[]) => readonly LabelTokens[];
  /** The session's inputs for some rows of tokens, shortest first. */
  readonly feeds: (rows: readonly (readonly number[])[]) => Readonly<Record<string, Tensor>>;
  /** D. */
  readonly embeddingDim: number;
  /** Longest row of tokens. */
  readonly contextLength: number;
  /** Labels in one run. Default 64. */
  readonly maxBatch?: number;
}

/**
 * A text encoder on a loaded transformer: labels are sorted by length and each run computes only the positions it needs. A
 * label without tokens gets a row of zeros and a warning.
 */
export function createTokenTextEncoder(parts: TokenTextEncoderParts): TextEncoder {
  const { session, tokenize, feeds, embeddingDim, contextLength, maxBatch = 64 } = parts;
  let isDisposed = false;

  return {
    specVersion: 1,
    embeddingDim,
    contextLength,
    encode: async (labels, options = {}) => l2Normalize(await encodeRaw(labels, options), 1),
    encodeRaw: (labels, options = {}) => encodeRaw(labels, options),
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      await session.dispose();
    },
  };

  async function encodeRaw(
    labels: readonly string[],
    { signal, onWarning }: EncodeTextOptions,
  ): Promise<Tensor<'float32'>> {
    if (isDisposed) throw new LangSegError('DISPOSED', 'This text encoder was disposed. Create a new one.');
    const unique = [...new Set(labels)];
    const tokens = tokenize(unique);
    tokens.forEach((row, i) => warnAbout(unique[i], row, parts, onWarning));
    const queue = unique
      .map((label, i) => ({ label, ids: tokens[i].ids }))
      .filter(({ ids }) => ids.length > 0)
      .sort((a, b) => a.ids.length - b.ids.length);
    if (queue.length === 0 && labels.length > 0)
      throw new LangSegError('LABELS_INVALID', 'Nothing is left of any label that could be encoded.', {
        labels,
      });

    const rows = new Map<string, Float32Array>();
    for (const batch of batchesOf(queue, maxBatch)) {
      throwIfAborted(signal);
      const { embeddings } = await session.run(feeds(batch.map(({ ids }) => ids)), { signal });
      const { data } = asEmbeddings(embeddings, batch.length, embeddingDim);
      batch.forEach(({ label }, i) => rows.set(label, data.slice(i * embeddingDim, (i + 1) * embeddingDim)));
    }
    const result = tensor('float32', [labels.length, embeddingDim]);
    labels.forEach((label, i) => result.data.set(rows.get(label) ?? [], i * embeddingDim));
    return result;
  }
}

/**
 * Rows in batches, shortest first. A batch of 16 or more ends before a longer row: larger ones gain little, and so none of its rows
 * is padded.
 *
 * @param rows sorted by length.
 */
export function batchesOf<Row extends { readonly ids: readonly number[] }>(
  rows: readonly Row[],
  maxBatch: number,
): Row[][] {
  const batches: Row[][] = [];
  for (const row of rows) {
    const batch = batches.at(-1);
    const isLonger = batch !== undefined && row.ids.length > batch.at(-1)!.ids.length;
    if (!batch || batch.length >= maxBatch || (isLonger && batch.length >= 16)) batches.push([row]);
    else batch.push(row);
  }
  return batches;
}

/** Rows of tokens as one tensor `[N, L]`, padded to the longest. */
export function paddedRows(rows: readonly (readonly number[])[], padId: number): Tensor<'int64'> {
  const length = Math.max(...rows.map((row) => row.length));
  const tokens = tensor('int64', [rows.length, length]);
  tokens.data.fill(BigInt(padId));
  rows.forEach((row, i) => tokens.data.set(row.map(BigInt), i * length));
  return tokens;
}

function warnAbout(
  label: string,
  { ids, isTruncated, isEmpty = ids.length === 0 }: LabelTokens,
  { contextLength, tokenize }: Pick<TokenTextEncoderParts, 'contextLength' | 'tokenize'>,
  onWarning: ((warning: LabelWarning) => void) | undefined,
): void {
  if (isTruncated)
    onWarning?.({
      label,
      message: `${quoteLabel(label)} is longer than ${contextLength} tokens and was cut: ${quoteLabel(cutOff(label, tokenize))} is left out.`,
    });
  if (isEmpty)
    onWarning?.({ label, message: `Nothing is left of ${quoteLabel(label)} that could be encoded.` });
}

/** The end of a label that does not fit: its last words, or of a single long word its last characters. */
function cutOff(label: string, tokenize: TokenTextEncoderParts['tokenize']): string {
  const fits = (length: number) => !tokenize([label.slice(0, length)])[0].isTruncated;
  const words = [...label.matchAll(/\s+/gu)].map(({ index }) => index);
  const kept =
    lastThatFits(words, fits) ??
    lastThatFits(
      Array.from({ length: label.length }, (_, i) => i),
      fits,
    ) ??
    0;
  return label.slice(kept).trim();
}

/** The last of some lengths, ascending, that fits and is more than nothing. */
function lastThatFits(lengths: readonly number[], fits: (length: number) => boolean): number | undefined {
  let [low, high] = [0, lengths.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(lengths[middle])) low = middle + 1;
    else high = middle;
  }
  const found = low > 0 ? lengths[low - 1] : 0;
  return found > 0 ? found : undefined;
}

function asEmbeddings(value: Tensor | undefined, count: number, dim: number): Tensor<'float32'> {
  if (value?.dtype !== 'float32' || value.shape[0] !== count || value.shape[1] !== dim)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The text transformer must return float32 embeddings [${count}, ${dim}], ` +
        `got ${value ? `${value.dtype} [${value.shape.join(', ')}]` : 'nothing'}. Convert the model again.`,
      { expected: [count, dim], found: value?.shape },
    );
  return value as Tensor<'float32'>;
}
