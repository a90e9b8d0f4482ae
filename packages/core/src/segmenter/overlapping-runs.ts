import { LangSegError } from '../errors/lang-seg-error.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { LabelMap } from '../math/label-map.js';
import { runInSlices } from '../math/run-in-slices.js';
import { findLabelRuns, type LabelRuns } from '../results/label-runs.js';
import type { EmbeddedSet } from './embed-labels.js';
import type { ImageScores } from './image-scores.js';

/**
 * The pixels of each label where labels may share them; undefined where they may not. Logits are the network's own: a refiner
 * changes the best label alone.
 *
 * @throws LangSegError `USAGE` for views whose probabilities are averaged, `ABORTED`, and as `ImageScores.rows`.
 */
export async function overlappingRuns(
  labelMap: LabelMap,
  scores: ImageScores,
  { labels, unique, other, cutoff }: EmbeddedSet,
  { signal }: RunOptions,
): Promise<LabelRuns | undefined> {
  if (cutoff === undefined || other === undefined) return undefined;
  const rows = await scores.rows([...unique.keys()], { signal });
  if (rows.kind !== 'logits')
    throw new LangSegError(
      'USAGE',
      'With "multiLabel" each label is judged by its logit, but this view averages probabilities over all labels. Fuse views by sum-logits.',
    );
  const found = labels.map((): number[] => []);
  const indices = unique.map((label) => labels.indexOf(label));
  await runInSlices(findLabelRuns({ rows, cutoff, labelMap, indices, other }, found), { signal });
  return found.map((runs) => Uint32Array.from(runs));
}
