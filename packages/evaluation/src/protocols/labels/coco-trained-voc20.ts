import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL VOC without its background. */
export const cocoTrainedVoc20: LabelList = {
  source: {
    repository: 'cvlab-kaist/CAT-Seg',
    path: 'datasets/voc20.json',
    commit: '6d3a188af95165147fe2f34a8237fa7d2633e784',
  },
  sha256: '7d877f185c807bc51b4cfb4f4202fc0b4e1c6724b782ba245fe36f8d254f0ad7',
  entries: publishedEntries(`
aeroplane | bicycle | bird | boat | bottle | bus | car | cat | chair | cow | diningtable | dog | horse
motorbike | person | pottedplant | sheep | sofa | train | tvmonitor
`),
  cleaned: {
    0: 'airplane',
    10: 'dining table',
    13: 'motorcycle',
    15: 'potted plant',
    19: 'television',
  },
};
