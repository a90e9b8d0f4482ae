import { z } from 'zod';
import type { ClassList } from '../../../data/dataset.js';

/** What every data set config has beside the options of its layout. */
export const commonOptions = {
  /** Folder of the data set. */
  path: z.string().min(1),
  /** Short name in messages. Default the name of the folder, or of the layout. */
  name: z.string().min(1).optional(),
  /** What happens with samples that lack a file or can't be read. Default `fail`. */
  onError: z.enum(['fail', 'skip']).default('fail'),
  /** Classes of single mask values by name, `null` for ignored ones: `{ "255": "cow" }` for masks of 0 and 255. */
  values: z.record(z.string().regex(/^\d{1,5}$/, 'A mask value.'), z.string().min(1).nullable()).optional(),
};

/** Where the files of a data set are, and what its masks mean. */
export interface Layout extends Omit<ClassList, 'values'> {
  readonly name: string;
  readonly imageFolder: string;
  readonly maskFolder: string;
  /** What follows the id in the name of a mask, such as `.png`. */
  readonly maskEnding: string;
  /** The samples of the split. Without it, every file of the folders belongs to it. */
  readonly ids?: readonly string[];
}
