import { publishedEntries, type LabelList } from '../label-list.js';

/** The 19 classes of Cityscapes that are evaluated, with blanks inside of names. */
export const dinotxtCityscapes: LabelList = {
  source: {
    repository: 'facebookresearch/dinov3',
    path: 'notebooks/dinotxt_segmentation_inference.ipynb',
    commit: '6876159a11b4df116f30f667f8c9888617df0751',
  },
  sha256: '5995d02d6c574d515fa02371c8c2b5367f55cba8a732fed0567427c093f95adf',
  entries: publishedEntries(`
road | sidewalk | building | wall | fence | pole | traffic light | traffic sign | vegetation | terrain | sky | person
rider | car | truck | bus | train | motorcycle | bicycle
`),
};
