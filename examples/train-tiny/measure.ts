import { ConfusionMatrix, segmentationScores } from '@langseg/evaluation';
import type { Segmenter } from 'langseg';
import type { Scene } from './draw-scene.js';
import { background, type Thing } from './toy-world.js';

/** IoU of a label, 0 to 1. */
export interface Score {
  readonly label: string;
  readonly iou: number;
}

/**
 * Segments every photo with all of the labels and `other`, and compares with what it shows.
 *
 * @param labelOf which of the labels is the right one.
 */
export async function measure(
  segmenter: Segmenter,
  scenes: readonly Scene[],
  labels: readonly string[],
  labelOf: (thing: Thing) => string,
): Promise<Score[]> {
  const asked = [...labels, background];
  const matrix = new ConfusionMatrix(asked.length);
  for (const { photo, things, truth } of scenes) {
    const { labelMap } = await segmenter.segment(photo, asked);
    const answers = things.map((thing) => asked.indexOf(labelOf(thing)));
    matrix.add(
      labelMap,
      Array.from(truth, (index) => (index < 0 ? labels.length : answers[index])),
    );
  }
  return segmentationScores(matrix).classes.map(({ iou }, index) => ({ label: asked[index], iou }));
}

/** The mean IoU. */
export function meanIou(scores: readonly Score[]): number {
  return scores.reduce((sum, { iou }) => sum + iou, 0) / scores.length;
}
