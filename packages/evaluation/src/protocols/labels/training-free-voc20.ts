import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL VOC without its background. */
export const trainingFreeVoc20: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_voc20.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: '6b9a85ffb907e34ac920d704a520b45e1424bf96796ca7de5b1823ee202db119',
  entries: publishedEntries(`
aeroplane | bicycle | bird | ship | bottle | bus | car | cat | chair | cow | table | dog | horse | motorbike
person | pottedplant | sheep | sofa | train | tvmonitor
`),
  cleaned: {
    0: 'airplane',
    13: 'motorcycle',
    15: 'potted plant',
    19: 'television',
  },
};
