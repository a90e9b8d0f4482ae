import type { LabelOptions } from '@langseg/core';

/** Which areas predictions have. */
export interface AreaOptions extends Pick<LabelOptions, 'other' | 'minScore' | 'minMargin'> {
  /** A region for each connected piece, or one for all pixels of a label. Default `components`. */
  readonly instances?: 'labels' | 'components';
  /** Connected pieces with fewer pixels are left out. Default 50. */
  readonly minArea?: number;
  /** How far, in pixels, simplified polygons may lie from the pixels. Default 1. */
  readonly tolerance?: number;
  /** Say how sure the model is of each region; takes longer. Default false. */
  readonly scores?: boolean;
  /** What to draw where a project has both kinds of labels. Default `brush`. */
  readonly shape?: 'brush' | 'polygons';
}
