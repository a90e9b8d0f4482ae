import { a150, a847, pas20, pas20b, pc459, pc59 } from './coco-trained/coco-trained-protocols.js';
import { dinotxtAde150, dinotxtStreets, tipsv2Ade150 } from './encoders/encoder-protocols.js';
import { ade20k150 } from './lseg/ade20k-150.js';
import { coco20i, fss1000, pascal5i } from './lseg/few-shot-protocols.js';
import {
  ade,
  cityscapes,
  cocoObject,
  cocoStuff,
  context59,
  context60,
  voc20,
  voc21,
} from './training-free/training-free-protocols.js';

/**
 * Protocols that are run by name: the paper's, the two suites of later papers, which are never mixed, and those of newer
 * encoders.
 */
export const protocolComponents = [
  ade20k150,
  pascal5i,
  coco20i,
  fss1000,
  a150,
  a847,
  pc59,
  pc459,
  pas20,
  pas20b,
  voc21,
  voc20,
  context60,
  context59,
  cocoObject,
  cocoStuff,
  cityscapes,
  ade,
  tipsv2Ade150,
  dinotxtAde150,
  dinotxtStreets,
] as const;
