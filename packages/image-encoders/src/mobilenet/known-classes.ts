import {
  resizeBilinearTo,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';

/** Name of the classifier's logits, `[B, K, H/16, W/16]`. */
export const knownClassLogits = 'class_logits';

/**
 * Adds what the trunk knows from its own training: where its classifier sees a class, the embedding of that class. Word
 * embeddings of the classes make it the classifier again, and training can move them from there.
 *
 * Its logits are enlarged before the softmax, as in DeepLab (Chen et al. 2018), so outlines are finer than the trunk's
 * grid.
 *
 * @param embeddings `[B, D, h, w]`.
 * @param pooled what the classifier reads, `[B, 256, H/16, W/16]`.
 * @param parameters of the whole encoder: `backbone.068` is the classifier, `classes.weight` `[D, K, 1, 1]`.
 * @returns embeddings `[B, D, h, w]`.
 */
export function addKnownClasses(
  g: GraphBuilder,
  embeddings: Value,
  pooled: Value,
  parameters: Parameters,
): Value {
  const classifier = parameters.scope('backbone.068');
  const logits = g.op(
    'Conv',
    [pooled, classifier.value('weight'), classifier.value('bias')],
    {},
    knownClassLogits,
  );
  const enlarged = resizeBilinearTo(g, logits, spatialSize(g, embeddings), { alignCorners: false });
  const shares = g.op('Softmax', [enlarged], { axis: 1 });
  return g.op('Add', [embeddings, g.op('Conv', [shares, parameters.value('classes.weight')])]);
}
