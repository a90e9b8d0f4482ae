/**
 * How the batch norms of an architecture enter its graph:
 *
 * - `folded`: merged into the convolutions before them where that is possible. For inference; weights are derived.
 * - `inference`: nodes of their own that use the running statistics. Every weight is one of the checkpoint's.
 * - `training`: the same nodes in training mode. They normalise by the statistics of the batch and have two more
 *   outputs, the next running mean and the next running variance.
 */
export type BatchNormMode = 'folded' | 'inference' | 'training';
