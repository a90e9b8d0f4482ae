import {
  findAreas,
  isOtherLabel,
  scoreAreas,
  type Label,
  type LabelOptions,
  type RunOptions,
  type Segmenter,
} from '@langseg/core';
import { createSegmenter } from 'langseg';
import { cvatMask, type CvatMask } from './cvat-mask.js';

/** Options of {@link createDetector}. */
export interface DetectorOptions extends Pick<LabelOptions, 'other' | 'minScore' | 'minMargin'> {
  /** As `createSegmenter` takes it: `default`, a folder, a hub id or an address. Default `default`. */
  readonly model?: string;
  /** Segments in place of a model of its own, and is not disposed with the detector. */
  readonly segmenter?: Pick<Segmenter, 'segment'>;
  /** A mask for each connected piece, or one for all pixels of a label. Default `components`. */
  readonly instances?: 'labels' | 'components';
  /** Connected pieces with fewer pixels are left out. Default 50. */
  readonly minArea?: number;
  /** How far, in pixels, the outlines may lie from the pixels. Default 1. */
  readonly tolerance?: number;
}

/** Finds labels in photos for CVAT. */
export interface Detector {
  /**
   * @param image an encoded photo.
   * @param threshold masks with less confidence are left out, 0 to 1. Default 0.
   * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `ABORTED`.
   */
  detect(image: Uint8Array, options?: RunOptions & { readonly threshold?: number }): Promise<CvatMask[]>;
  /** Frees the model. */
  dispose(): Promise<void>;
}

/**
 * Makes a detector. Pixels that fit none of the labels get no mask: `other` is looked for as well, unless it is among the labels or an option says
 * how to decide.
 *
 * @throws LangSegError what loading the model throws.
 */
export async function createDetector(
  labels: readonly Label[],
  options: DetectorOptions = {},
): Promise<Detector> {
  const {
    model,
    other,
    minScore,
    minMargin,
    instances = 'components',
    minArea = 50,
    tolerance = 1,
  } = options;
  const own = options.segmenter ? undefined : await createSegmenter({ model });
  const segmenter = options.segmenter ?? own!;
  const names = labels.map((label) => (typeof label === 'string' ? label : label.name));
  const asked = other !== undefined || names.some(isOtherLabel) ? labels : [...labels, 'other'];
  return {
    async detect(image, { threshold = 0, signal } = {}) {
      const result = await segmenter.segment(image, asked, { other, minScore, minMargin, signal });
      try {
        const leftOut = new Set([...result.labels.keys()].filter((at) => isOtherLabel(result.labels[at])));
        const areas = findAreas(result, { instances, minArea, leftOut });
        const scores = await scoreAreas(result, areas, { signal });
        return areas.flatMap((area, at) =>
          scores[at] < threshold ? [] : [cvatMask(area, result.labels[area.index], scores[at], tolerance)],
        );
      } finally {
        result.image.dispose();
      }
    },
    dispose: async () => own?.dispose(),
  };
}
