import { adeWords } from '../labels/ade-words.js';

/** A network that teaches. */
export interface ListedTeacher {
  /** Of its files in `mobilenet` of the starting weights. */
  readonly file: string;
  /** Words for its classes; `null` for what is none of them. */
  readonly classes: readonly (string | null)[];
  /** Longer side at which it looks at photos. */
  readonly longestSide: number;
}

/** The networks that teach, by the name of their folder in `$LANGSEG_WORK/teachers`. Both know ADE20K. */
export const teachers: Readonly<Record<string, ListedTeacher>> = {
  ade31: {
    file: 'mosaic_r4_ade20k31',
    classes: [null, ...adeWords.slice(0, 31)],
    longestSide: 512,
  },
  ade150: { file: 'deeplabv3_mnv2_ade20k150', classes: [null, ...adeWords], longestSide: 481 },
};
