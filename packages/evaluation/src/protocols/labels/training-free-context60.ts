import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL-Context with its background. */
export const trainingFreeContext60: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_context60.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: 'e29ff1a0eaea71eb3e090f0ff6abdbcc592fa17f74b4a17ecc6d33c5a9daea4e',
  entries: publishedEntries(`
background | aeroplane | bag | bed | bedclothes | bench | bicycle | bird | boat | book | bottle | building | bus
cabinet | car | cat | ceiling | chair | cloth | computer | cow | cup | curtain | dog | door | fence | floor
flower | food | grass | ground | horse | keyboard | light | motorbike | mountain | mouse | person | plate
platform | pottedplant | road | rock | sheep | shelves | sidewalk | sign | sky | snow | sofa | table | track
train | tree | truck | tvmonitor | wall | water | window | wood
`),
  cleaned: {
    1: 'airplane',
    34: 'motorcycle',
    40: 'potted plant',
    55: 'television',
  },
};
