import { LangSegError, type RunOptions, type TextEncoder } from '@langseg/core';

/**
 * Text embeddings of all labels of a run. The text encoder is frozen, so that each label is encoded once and for all,
 * before training begins: a label that it does not know is found out at once and not after hours.
 */
export class LabelEmbeddings {
  /** Length D of an embedding. */
  readonly dim: number;
  readonly #rows: ReadonlyMap<string, Float32Array<ArrayBuffer>>;

  private constructor(dim: number, rows: ReadonlyMap<string, Float32Array<ArrayBuffer>>) {
    this.dim = dim;
    this.#rows = rows;
  }

  /**
   * @param labels every label and synonym that may be offered.
   * @param options.onWarning takes labels that were only partly understood.
   * @throws LangSegError `LABELS_INVALID` naming the labels of which the encoder knows nothing, `ABORTED`.
   */
  static async of(
    encoder: TextEncoder,
    labels: Iterable<string>,
    options: RunOptions & { readonly onWarning?: (message: string) => void } = {},
  ): Promise<LabelEmbeddings> {
    const distinct = [...new Set(labels)];
    const dim = encoder.embeddingDim;
    const { onWarning, signal } = options;
    const messages = new Map<string, string>();
    const { data } = await encoder.encode(distinct, {
      signal,
      onWarning: ({ label, message }) => messages.set(label, message),
    });
    const rows = new Map(distinct.map((label, i) => [label, data.slice(i * dim, (i + 1) * dim)]));
    const unknown = distinct.filter((label) => !rows.get(label)!.some((value) => value !== 0));
    if (unknown.length > 0) throw unknownLabels(unknown);
    for (const message of messages.values()) onWarning?.(message);
    return new LabelEmbeddings(dim, rows);
  }

  /** Number of labels. */
  get size(): number {
    return this.#rows.size;
  }

  /**
   * The unit embedding of a label, of length D.
   *
   * @throws LangSegError `LABELS_INVALID` for a label that was not among those encoded.
   */
  row(label: string): Float32Array<ArrayBuffer> {
    const row = this.#rows.get(label);
    if (row) return row;
    throw new LangSegError(
      'LABELS_INVALID',
      `The label "${label}" was not encoded before training: it is not among the labels and synonyms of the data sets.`,
      { label },
    );
  }
}

function unknownLabels(labels: readonly string[]): LangSegError {
  const shown = labels.slice(0, 10).map((label) => `"${label}"`);
  const rest = labels.length > shown.length ? ` … (${labels.length} in all)` : '';
  return new LangSegError(
    'LABELS_INVALID',
    `The text encoder knows no word of ${shown.join(', ')}${rest}, so the network could learn nothing about them. ` +
      'Give these classes other names (data.labels.names), ignore them (data.labels.ignore), or use a model with a CLIP text encoder.',
    { labels },
  );
}
