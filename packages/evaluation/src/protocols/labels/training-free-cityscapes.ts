import { publishedEntries, type LabelList } from '../label-list.js';

/** The 19 classes of Cityscapes that are evaluated. */
export const trainingFreeCityscapes: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_city_scapes.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: '6f6782fc1bf92bfd9f5562192e92045e0e093870e613f387f6c98fc66d4ceba4',
  entries: publishedEntries(`
road | sidewalk | building | wall | fence | pole | trafficlight | trafficsign | vegetation | terrain | sky
person | rider | car | truck | bus | train | motorcycle | bicycle
`),
  cleaned: {
    6: 'traffic light',
    7: 'traffic sign',
  },
};
