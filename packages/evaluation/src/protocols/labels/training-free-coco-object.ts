import { publishedEntries, type LabelList } from '../label-list.js';

/** COCO's 80 things and a background, which is a list of stuff. */
export const trainingFreeCocoObject: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_coco_object.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: '87b6d3e1d3adf5202f4fe5a2a939cfc62224065f3a8e44a8f64fe1a81b751dc6',
  separator: '; ',
  entries: publishedEntries(`
sky; wall; tree; wood; grass; road; sea; river; mountain; sands; desk; bed; building; cloud; floor; hill; rail
person | bicycle | car | motorcycle | airplane | bus | train | truck | boat | traffic light | fire hydrant
stop sign | parking meter | bench | bird | cat | dog | horse | sheep | cow | elephant | bear | zebra | giraffe
backpack | umbrella | handbag | tie | suitcase | frisbee | skis | snowboard | sports ball | kite | baseball bat
baseball glove | skateboard | surfboard | tennis racket | bottle | wine glass | cup | fork | knife | spoon
bowl | banana | apple | sandwich | orange | broccoli | carrot | hot dog | pizza | donut | cake | chair | couch
potted plant | bed | dining table | toilet | tv | laptop | mouse | remote | keyboard | cell phone | microwave
oven | toaster | sink | refrigerator | book | clock | vase | scissors | teddy bear | hair drier | toothbrush
`),
  cleaned: {
    0: 'sky; wall; tree; wood; grass; road; sea; river; mountain; sand; desk; building; cloud; floor; hill; rail',
    79: 'hair dryer',
  },
};
