import type { LabelList } from '../label-list.js';
import { trainingFreeAde20k } from '../labels/training-free-ade20k.js';
import { trainingFreeCityscapes } from '../labels/training-free-cityscapes.js';
import { trainingFreeCocoObject } from '../labels/training-free-coco-object.js';
import { trainingFreeCocoStuff } from '../labels/training-free-coco-stuff.js';
import { trainingFreeContext59 } from '../labels/training-free-context59.js';
import { trainingFreeContext60 } from '../labels/training-free-context60.js';
import { trainingFreeVoc20 } from '../labels/training-free-voc20.js';
import { trainingFreeVoc21 } from '../labels/training-free-voc21.js';
import { defineProtocol } from '../protocol-component.js';
import { span } from '../span.js';
import { imagenet80 } from '../templates/imagenet-80.js';

/** What each protocol of the suite says in the same way, from the config of its data set. */
function shared(config: string, labels: LabelList, shortSide = 336, size = 336) {
  return {
    kind: 'labels',
    suite: 'training-free',
    source: {
      repository: 'mc-lan/ProxyCLIP',
      path: `configs/${config}.py`,
      commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
    },
    labels,
    view: { windows: { size, stride: 112, shortSide }, fuse: 'sum-logits' },
    templates: imagenet80,
    scale: 40,
  } as const;
}

const voc = { layout: { type: 'voc', split: 'val' }, photos: 1449 };
const context = { layout: { type: 'pascal-context', split: 'val' }, photos: 5104 };
const coco = { type: 'coco-stuff', split: 'val2017' };

/** The background is a list of stuff, and pixels of which nothing is likely belong to it. */
export const voc21 = defineProtocol('training-free-voc21', {
  ...shared('cfg_voc21', trainingFreeVoc21),
  description: 'training-free suite: PASCAL VOC 2012 with background',
  dataset: { ...voc, maskValues: span(0, 21) },
  background: 0,
  threshold: 0.2,
});

/** Pixels of the background are not scored. */
export const voc20 = defineProtocol('training-free-voc20', {
  ...shared('cfg_voc20', trainingFreeVoc20),
  description: 'training-free suite: PASCAL VOC 2012 without background',
  dataset: { ...voc, maskValues: span(1, 20) },
});

/** The background is a word, and pixels of which nothing is likely belong to it. */
export const context60 = defineProtocol('training-free-pc60', {
  ...shared('cfg_context60', trainingFreeContext60),
  description: 'training-free suite: PASCAL-Context with background',
  dataset: { ...context, maskValues: span(0, 60) },
  background: 0,
  threshold: 0.15,
});

/** Pixels of the background are not scored. */
export const context59 = defineProtocol('training-free-pc59', {
  ...shared('cfg_context59', trainingFreeContext59),
  description: 'training-free suite: PASCAL-Context without background',
  dataset: { ...context, maskValues: span(1, 59) },
});

/** Things of COCO; everything else is background. */
export const cocoObject = defineProtocol('training-free-coco-object', {
  ...shared('cfg_coco_object', trainingFreeCocoObject),
  description: 'training-free suite: the 80 things of COCO and a background',
  dataset: { layout: { ...coco, classes: 'things' }, photos: 5000, maskValues: span(0, 81) },
  background: 0,
  threshold: 0.25,
});

/** Things and stuff. */
export const cocoStuff = defineProtocol('training-free-coco-stuff', {
  ...shared('cfg_coco_stuff164k', trainingFreeCocoStuff),
  description: 'training-free suite: the 171 things and stuff of COCO-Stuff',
  dataset: { layout: coco, photos: 5000, maskValues: span(0, 171) },
});

/** Streets, in smaller windows of larger photos. */
export const cityscapes = defineProtocol('training-free-cityscapes', {
  ...shared('cfg_city_scapes', trainingFreeCityscapes, 448, 224),
  description: 'training-free suite: the 19 classes of Cityscapes',
  dataset: { layout: { type: 'cityscapes', split: 'val' }, photos: 500, maskValues: span(0, 19) },
});

/** The same photos as `ade20k-150`, looked at in another way, with other words. */
export const ade = defineProtocol('training-free-ade', {
  ...shared('cfg_ade20k', trainingFreeAde20k, 448),
  description: 'training-free suite: the 150 classes of ADE20K',
  dataset: { layout: { type: 'ade20k', split: 'validation' }, photos: 2000, maskValues: span(1, 150) },
});
