import type { LabelList } from '../label-list.js';
import { cocoTrainedVoc20 } from './coco-trained-voc20.js';

/** PASCAL's 20 classes in HSNet's order: the words of {@link cocoTrainedVoc20}, published elsewhere. */
export const fewShotPascal: LabelList = {
  ...cocoTrainedVoc20,
  source: {
    repository: 'isl-org/lang-seg',
    path: 'label_files/fewshot_pascal.txt',
    commit: 'bb00b219f82dc1a18a01f9b0b647bae1d41f3aeb',
  },
};
