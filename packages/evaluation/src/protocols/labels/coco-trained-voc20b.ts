import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL VOC, and the other classes of PASCAL-Context, which together are the background. */
export const cocoTrainedVoc20b: LabelList = {
  source: {
    repository: 'cvlab-kaist/CAT-Seg',
    path: 'datasets/voc20b.json',
    commit: '6d3a188af95165147fe2f34a8237fa7d2633e784',
  },
  sha256: '245feb60aa05bd703db11091a160e85c5ca024849bd9dc5c41ad2d2fd11a362a',
  entries: publishedEntries(`
aeroplane | bicycle | bird | boat | bottle | bus | car | cat | chair | cow | diningtable | dog | horse
motorbike | person | pottedplant | sheep | sofa | train | tvmonitor | bag | bed | bench | book | building
cabinet | ceiling | cloth | computer | cup | door | fence | floor | flower | food | grass | ground | keyboard
light | mountain | mouse | curtain | platform | sign | plate | road | rock | shelves | sidewalk | sky | snow
bedclothes | track | tree | truck | wall | water | window | wood
`),
  cleaned: {
    0: 'airplane',
    10: 'dining table',
    13: 'motorcycle',
    15: 'potted plant',
    19: 'television',
  },
};
