import { ade20kLabels } from '@langseg/core';
import type { LabelList } from '../label-list.js';

/**
 * ADE20K's 150 classes as LSeg's evaluation reads them: of each line the first synonym of the last comma-separated field.
 * The file has semicolons for the blanks inside of names, which cuts these short. `screen` is there twice.
 */
export const lsegAde20k: LabelList = {
  source: {
    repository: 'isl-org/lang-seg',
    path: 'label_files/ade20k_objectInfo150.txt',
    commit: 'bb00b219f82dc1a18a01f9b0b647bae1d41f3aeb',
  },
  sha256: '6eb499914339dc1b71fa471db02850f2deaaa0fd6cf3495dfbc2ac2ce8e160d6',
  entries: ade20kLabels,
  cleaned: {
    44: 'chest of drawers',
    56: 'pool table',
    58: 'screen door',
    64: 'coffee table',
    72: 'palm tree',
    73: 'kitchen island',
    75: 'swivel chair',
    78: 'arcade machine',
    105: 'conveyer belt',
    109: 'swimming pool',
    123: 'trade name',
    136: 'traffic light',
    141: 'crt screen',
    144: 'bulletin board',
  },
};
