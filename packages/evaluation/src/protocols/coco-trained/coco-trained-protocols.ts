import type { LabelList } from '../label-list.js';
import { cocoTrainedAde20k150 } from '../labels/coco-trained-ade20k-150.js';
import { cocoTrainedAde20k847 } from '../labels/coco-trained-ade20k-847.js';
import { cocoTrainedContext459 } from '../labels/coco-trained-context-459.js';
import { cocoTrainedContext59 } from '../labels/coco-trained-context-59.js';
import { cocoTrainedVoc20 } from '../labels/coco-trained-voc20.js';
import { cocoTrainedVoc20b } from '../labels/coco-trained-voc20b.js';
import { defineProtocol } from '../protocol-component.js';
import { span } from '../span.js';

/** What each protocol of the suite says in the same way; how photos are looked at is the model's own affair. */
function shared(labels: LabelList) {
  return {
    kind: 'labels',
    suite: 'coco-trained',
    source: {
      repository: 'cvlab-kaist/CAT-Seg',
      path: 'eval.sh',
      commit: '6d3a188af95165147fe2f34a8237fa7d2633e784',
    },
    labels,
    templates: ['A photo of a {} in the scene'],
  } as const;
}

const voc = { layout: { type: 'voc', split: 'val', masks: 'SegmentationClassAug' }, photos: 1449 };

/** ADE20K's 150 classes. */
export const a150 = defineProtocol('coco-trained-a-150', {
  ...shared(cocoTrainedAde20k150),
  description: 'suite of models trained on COCO-Stuff: the 150 classes of ADE20K',
  dataset: { layout: { type: 'ade20k', split: 'validation' }, photos: 2000, maskValues: span(1, 150) },
});

/** The 847 classes of the full ADE20K that its validation photos show. */
export const a847 = defineProtocol('coco-trained-a-847', {
  ...shared(cocoTrainedAde20k847),
  description: 'suite of models trained on COCO-Stuff: the 847 classes of the full ADE20K',
  dataset: { layout: { type: 'ade20k-full', split: 'validation' }, photos: 2000, maskValues: span(0, 847) },
});

/** PASCAL-Context without background. */
export const pc59 = defineProtocol('coco-trained-pc-59', {
  ...shared(cocoTrainedContext59),
  description: 'suite of models trained on COCO-Stuff: the 59 classes of PASCAL-Context',
  dataset: { layout: { type: 'pascal-context', split: 'val' }, photos: 5104, maskValues: span(1, 59) },
});

/** All classes of PASCAL-Context. */
export const pc459 = defineProtocol('coco-trained-pc-459', {
  ...shared(cocoTrainedContext459),
  description: 'suite of models trained on COCO-Stuff: the 459 classes of PASCAL-Context',
  dataset: {
    layout: { type: 'pascal-context', split: 'val', classes: 459 },
    photos: 5104,
    maskValues: span(1, 459),
  },
});

/** PASCAL VOC without background. */
export const pas20 = defineProtocol('coco-trained-pas-20', {
  ...shared(cocoTrainedVoc20),
  description: 'suite of models trained on COCO-Stuff: PASCAL VOC 2012 without background',
  dataset: { ...voc, maskValues: span(1, 20) },
});

/** PASCAL VOC, where the other classes of PASCAL-Context stand for the background. */
export const pas20b = defineProtocol('coco-trained-pas-20b', {
  ...shared(cocoTrainedVoc20b),
  description: 'suite of models trained on COCO-Stuff: PASCAL VOC 2012 with background',
  dataset: { ...voc, maskValues: [...span(1, 20), 0] },
  backgroundFrom: 20,
  background: 20,
});
