import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL's 20 classes in HSNet's order. */
export const fewShotPascal: LabelList = {
  source: {
    repository: 'isl-org/lang-seg',
    path: 'label_files/fewshot_pascal.txt',
    commit: 'bb00b219f82dc1a18a01f9b0b647bae1d41f3aeb',
  },
  sha256: '7d877f185c807bc51b4cfb4f4202fc0b4e1c6724b782ba245fe36f8d254f0ad7',
  entries: publishedEntries(`
aeroplane | bicycle | bird | boat | bottle | bus | car | cat | chair | cow | diningtable | dog | horse
motorbike | person | pottedplant | sheep | sofa | train | tvmonitor
`),
  cleaned: {
    0: 'airplane',
    10: 'dining table',
    13: 'motorcycle',
    15: 'potted plant',
    19: 'television',
  },
};
