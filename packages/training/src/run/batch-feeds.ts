import { LangSegError, tensor, type Tensor } from '@langseg/core';
import type { TrainingBatch } from '../data/batch.js';
import type { LabelEmbeddings } from '../text/label-embeddings.js';

/** Added to the logits of places that only fill up a shorter label list; the softmax of it is exactly 0. */
const noLabel = -1e9;

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
  const { dim } = embeddings;
  const images = lists.length;
  const text = tensor('float32', [images, labels, dim]);
  const bias = tensor('float32', [images, labels]);
  const weights = tensor('float32', [images, labels]);
  bias.data.fill(noLabel);
  weights.data.fill(1);
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
      weights.data[place] = labelWeights?.[image][index] ?? 1;
    }
  }
  return { targets, text, label_bias: bias, label_weights: weights };
}
