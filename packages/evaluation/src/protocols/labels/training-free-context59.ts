import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL-Context without its background. */
export const trainingFreeContext59: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_context59.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: 'cd808465f06a16169edc25580073f0eda347e64f06cc1c2e24acd0b237f6497d',
  entries: publishedEntries(`
aeroplane | bag | bed | bedclothes | bench | bicycle | bird | boat | book | bottle | building | bus | cabinet
car | cat | ceiling | chair | cloth | computer | cow | cup | curtain | dog | door | fence | floor | flower
food | grass | ground | horse | keyboard | light | motorbike | mountain | mouse | person | plate | platform
pottedplant | road | rock | sheep | shelves | sidewalk | sign | sky | snow | sofa | table | track | train | tree
truck | tvmonitor | wall | water | window | wood
`),
  cleaned: {
    0: 'airplane',
    33: 'motorcycle',
    39: 'potted plant',
    54: 'television',
  },
};
