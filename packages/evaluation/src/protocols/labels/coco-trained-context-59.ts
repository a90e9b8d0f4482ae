import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL-Context without its background. */
export const cocoTrainedContext59: LabelList = {
  source: {
    repository: 'cvlab-kaist/CAT-Seg',
    path: 'datasets/pc59.json',
    commit: '6d3a188af95165147fe2f34a8237fa7d2633e784',
  },
  sha256: '1c0546d54360b6030db946e7e75f14a0778f37edebd0051b8834027f8b5aab89',
  entries: publishedEntries(`
aeroplane | bag | bed | bedclothes | bench | bicycle | bird | boat | book | bottle | building | bus | cabinet
car | cat | ceiling | chair | cloth | computer | cow | cup | curtain | dog | door | fence | floor | flower
food | grass | ground | horse | keyboard | light | motorbike | mountain | mouse | person | plate | platform
pottedplant | road | rock | sheep | shelves | sidewalk | sign | sky | snow | sofa | diningtable | track | train
tree | truck | tvmonitor | wall | water | window | wood
`),
  cleaned: {
    0: 'airplane',
    33: 'motorcycle',
    39: 'potted plant',
    49: 'dining table',
    54: 'television',
  },
};
