import { classCountsOf } from '../record/photo-class-counts.js';
import type { EvaluationRecord } from '../record/evaluation-record.js';

/** A photo with its own mean IoU. */
export interface RankedPhoto {
  readonly id: string;
  /** Place among the photos, or the episodes of a few-shot benchmark. */
  readonly at: number;
  /** Mean IoU over the classes that the photo shows, from 0 to 1. */
  readonly score: number;
}

/**
 * The photos that were segmented best, the best first, and those that were segmented worst, the worst first; an episode that was
 * drawn several times counts once.
 */
export function rankPhotos(
  { perPhoto, confusion }: Pick<EvaluationRecord, 'perPhoto' | 'confusion'>,
  count: number,
): { readonly best: readonly RankedPhoto[]; readonly worst: readonly RankedPhoto[] } {
  const different = new Map(perPhoto.map((photo) => [`${photo.id} ${photo.confusion.join(' ')}`, photo]));
  const scored = [...different.values()]
    .flatMap((photo): RankedPhoto[] => {
      const shown = classCountsOf(photo, confusion.classes).filter(({ groundTruth }) => groundTruth > 0);
      const ious = shown.map(
        ({ intersection, groundTruth, predicted }) => intersection / (groundTruth + predicted - intersection),
      );
      return shown.length > 0
        ? [{ id: photo.id, at: photo.at, score: ious.reduce((sum, iou) => sum + iou) / ious.length }]
        : [];
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const half = Math.min(count, Math.ceil(scored.length / 2));
  const best = scored.slice(0, half);
  return { best, worst: scored.slice(best.length).reverse().slice(0, count) };
}
