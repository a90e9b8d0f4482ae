import type { Preprocessing } from '@langseg/core';
import { resnetPreprocessing, vitPreprocessing } from '../lseg/image-preprocessing.js';
import { mobilenetPreprocessing } from '../mobilenet/mobilenet-preprocessing.js';

const byType: Readonly<Record<string, Preprocessing>> = {
  'dpt-vit': vitPreprocessing,
  'dpt-resnet': resnetPreprocessing,
  mobilenet: mobilenetPreprocessing,
};

/**
 * How photos become the input of an image encoder that was trained here: as for converted checkpoints of its kind.
 *
 * @param type of the image encoder component; an unknown one is treated like a vision transformer.
 */
export function trainedPreprocessing(type: string): Preprocessing {
  return byType[type] ?? vitPreprocessing;
}
