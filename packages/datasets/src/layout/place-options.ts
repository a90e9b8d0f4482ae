import * as z from 'zod';

/** What every data set has besides the options of its layout. */
export const placeOptions = {
  /** Folder of the data set. */
  path: z.string().min(1),
  /** Short name in messages. Default the name of the folder, or of the layout. */
  name: z.string().min(1).optional(),
  /** What happens with samples that lack a file or can't be read. Default `fail`. */
  onError: z.enum(['fail', 'skip']).default('fail'),
  /** Classes of single mask values by name, `null` for ignored ones: `{ "255": "cow" }` for masks of 0 and 255. */
  values: z.record(z.string().regex(/^\d{1,5}$/, 'A mask value.'), z.string().min(1).nullable()).optional(),
};

/** What a layout leaves to others: options of every data set, and those that recipes and evaluations add. */
export const reservedOptions: readonly string[] = [
  'type',
  ...Object.keys(placeOptions),
  'weight',
  'labelOptions',
];
