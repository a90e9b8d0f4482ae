import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL VOC with its background, which is a list of stuff. */
export const trainingFreeVoc21: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_voc21.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: '6a194e9134d44459bf8b86ba89a9cf06242848051e04d130011c017bca3e3c05',
  separator: '; ',
  entries: publishedEntries(`
sky; wall; tree; wood; grass; road; sea; river; mountain; sands; desk; bed; building; cloud; lamp; door; window; wardrobe; ceiling; shelf; curtain; stair; floor; hill; rail; fence
aeroplane | bicycle | bird | ship | bottle | bus | car | cat | chair | cow | table | dog | horse | motorbike
person | pottedplant | sheep | sofa | train | tvmonitor
`),
  cleaned: {
    0: 'sky; wall; tree; wood; grass; road; sea; river; mountain; sand; desk; bed; building; cloud; lamp; door; window; wardrobe; ceiling; shelf; curtain; stairs; floor; hill; rail; fence',
    1: 'airplane',
    14: 'motorcycle',
    16: 'potted plant',
    20: 'television',
  },
};
