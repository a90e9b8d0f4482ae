import * as z from 'zod';

const words = z.string().min(1);

/** Schema of {@link LabelOptions}. Entries are optional here, so that a data set's own options override single ones. */
export const labelOptions = z.strictObject({
  /**
   * The word of a class instead of its name, by name: `{ aeroplane: 'airplane', background: 'other' }`. Classes with the
   * same word become one label (see `duplicates`).
   */
  names: z.record(z.string(), words).optional(),
  /** Other words for a label, by its word: `{ sofa: ['couch', 'settee'] }`. Words that no data set has may be there. */
  synonyms: z.record(z.string(), z.array(words).min(1)).optional(),
  /** Probability that a label with synonyms is offered as one of them, each equally likely. Default 0.5. */
  synonymProbability: z.number().min(0).max(1).optional(),
  /**
   * Broader words for a label, by its word: `{ cat: ['feline', 'animal'], dog: ['animal'] }`. Where one is offered, it is
   * one label for all offered ones that have it among their broader words, and for one that is called so itself.
   */
  broader: z.record(z.string(), z.array(words).min(1)).optional(),
  /**
   * Probability that a label with broader words is offered as one of them, each equally likely. Every label has this chance
   * of taking along all that the word fits: of lists with twenty such labels 0.02 already changes a third. Default 0.
   */
  broaderProbability: z.number().min(0).max(1).optional(),
  /** Names of classes whose pixels are ignored. Default none. */
  ignore: z.array(z.string()).optional(),
  /**
   * How many of the labels that the crop does not show are offered beside those that it shows: all, this many, or a
   * number drawn between two (both included). Default `all`.
   */
  absent: z
    .union([
      z.literal('all'),
      z.int().min(0),
      z
        .tuple([z.int().min(0), z.int().min(0)])
        .refine(([least, most]) => least <= most, 'The smaller number comes first.'),
    ])
    .optional(),
  /**
   * Longest list. A crop that shows more labels goes without some of them, drawn at random, and their pixels are ignored;
   * those of `always` stay. Time and memory of a step grow with this, and without it with the largest number of classes.
   */
  most: z.int().min(1).optional(),
  /** Names of classes that are offered to every element, shown or not, such as `background`. Default none. */
  always: z.array(z.string()).optional(),
  /** Offers the labels in random order; without it, in the order of the classes. Default true. */
  shuffle: z.boolean().optional(),
  /** Weight in the loss of the pixels of a class, by name; 1 for the others: `{ background: 0.3 }`. */
  weights: z.record(z.string(), z.number().min(0)).optional(),
  /**
   * Classes with the same word: `merge` makes one label of them. `keep` offers the word twice, as the official code does
   * with ADE20K's two `screen`s, although no model can tell them apart. Default `merge`.
   */
  duplicates: z.enum(['merge', 'keep']).optional(),
});

/** Which labels are offered to an element, in which words. */
export type LabelOptions = z.output<typeof labelOptions>;
