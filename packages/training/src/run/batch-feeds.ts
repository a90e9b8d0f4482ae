import { LangSegError, tensor, type Tensor } from '@langseg/core';
import type { TrainingBatch } from '../data/batch.js';
import type { LabelEmbeddings } from '../text/label-embeddings.js';

/** Added to the logits of places that only fill up a shorter label list; the softmax of it is exactly 0. */
const noLabel = -1e9;

/** Sizes of what a batch learns from teachers. */
export interface TeachingSizes {
  /** M, places of a teacher's list of words in the graph. */
  readonly labels: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The inputs of the loss graph for a batch besides its photos: label lists become embeddings, filled up to one length.
 *
 * @param labels N, places of a label list in the graph.
 * @throws LangSegError `SHAPE_MISMATCH` when a list is longer; `LABELS_INVALID` for a label without embedding.
 */
export function batchFeeds(
  { targets, labels: lists, labelWeights, ids }: TrainingBatch,
  embeddings: LabelEmbeddings,
  labels: number,
): Record<string, Tensor> {
  const { text, bias } = wordFeeds(lists, ids, embeddings, labels);
  const weights = tensor('float32', [lists.length, labels]);
  weights.data.fill(1);
  labelWeights?.forEach((own, image) => weights.data.set(own, image * labels));
  return { targets, text, label_bias: bias, label_weights: weights };
}

/**
 * The inputs of the term that learns from teachers.
 *
 * @throws LangSegError as {@link batchFeeds}.
 */
export function softFeeds(
  { soft = [], labels: { length: images }, ids }: TrainingBatch,
  embeddings: LabelEmbeddings,
  { labels, rows, columns }: TeachingSizes,
): Record<string, Tensor> {
  const lists = Array.from({ length: images }, (_, image) => soft[image]?.labels ?? []);
  const { text, bias } = wordFeeds(lists, ids, embeddings, labels);
  const targets = tensor('float32', [images, rows, columns, labels]);
  lists.forEach(({ length }, image) => {
    const own = soft[image]?.targets;
    for (let cell = 0; own && cell < rows * columns; cell++)
      targets.data.set(
        own.subarray(cell * length, (cell + 1) * length),
        (image * rows * columns + cell) * labels,
      );
  });
  return { soft_text: text, soft_label_bias: bias, soft_targets: targets };
}

/** Embeddings of lists of words `[B, N, D]`, and what is added to their logits `[B, N]`. */
function wordFeeds(
  lists: readonly (readonly string[])[],
  ids: readonly string[],
  embeddings: LabelEmbeddings,
  labels: number,
): { readonly text: Tensor<'float32'>; readonly bias: Tensor<'float32'> } {
  const { dim } = embeddings;
  const text = tensor('float32', [lists.length, labels, dim]);
  const bias = tensor('float32', [lists.length, labels]);
  bias.data.fill(noLabel);
  for (const [image, list] of lists.entries()) {
    if (list.length > labels)
      throw new LangSegError(
        'SHAPE_MISMATCH',
        `${ids[image]} comes with ${list.length} labels, expected at most ${labels}.`,
        { id: ids[image], found: list.length, expected: labels },
      );
    for (const [index, label] of list.entries()) {
      const place = image * labels + index;
      text.data.set(embeddings.row(label), place * dim);
      bias.data[place] = 0;
    }
  }
  return { text, bias };
}
