import { cocoTrainedAde20k150 } from '../labels/coco-trained-ade20k-150.js';
import { dinotxtCityscapes } from '../labels/dinotxt-cityscapes.js';
import { defineProtocol } from '../protocol-component.js';
import { span } from '../span.js';
import { imagenet80 } from '../templates/imagenet-80.js';
import { tcl9 } from '../templates/tcl-9.js';

const tips = {
  repository: 'google-deepmind/tips',
  path: 'pytorch/TIPS_zeroshot_segmentation.ipynb',
  commit: '4db271d3b9622b901cf4a1a821e4cb7a5e6b2490',
};

const ade20k = { layout: { type: 'ade20k', split: 'validation' }, photos: 2000, maskValues: span(1, 150) };

/** As the authors of TIPSv2 measure it; their list of words is that of CAT-Seg. */
export const tipsv2Ade150 = defineProtocol('tipsv2-ade-150', {
  kind: 'labels',
  suite: 'tipsv2',
  description: 'TIPSv2, ADE20K validation: windows of 448 pixels, mean of probabilities',
  source: tips,
  dataset: ade20k,
  labels: { ...cocoTrainedAde20k150, source: tips },
  view: { windows: { size: 448, stride: 336, shortSide: 448 }, fuse: 'mean-softmax' },
  templates: tcl9,
  scale: 1,
});

const dinotxt = {
  kind: 'labels',
  suite: 'dino.txt',
  source: dinotxtCityscapes.source,
  view: { windows: { size: 384, stride: 192, shortSide: 512 }, fuse: 'mean-softmax' },
  templates: imagenet80,
  scale: 1,
} as const;

/** As the notebook of dino.txt measures it; its list of words is that of CAT-Seg. */
export const dinotxtAde150 = defineProtocol('dinotxt-ade-150', {
  ...dinotxt,
  description: 'dino.txt, ADE20K validation: windows of 384 pixels, mean of probabilities',
  dataset: ade20k,
  labels: { ...cocoTrainedAde20k150, source: dinotxt.source },
});

/** As the notebook of dino.txt measures it. */
export const dinotxtStreets = defineProtocol('dinotxt-cityscapes', {
  ...dinotxt,
  description: 'dino.txt, Cityscapes validation: windows of 384 pixels, mean of probabilities',
  dataset: { layout: { type: 'cityscapes', split: 'val' }, photos: 500, maskValues: span(0, 19) },
  labels: dinotxtCityscapes,
});
