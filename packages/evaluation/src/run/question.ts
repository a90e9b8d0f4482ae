import { LangSegError, type Label, type WordScoring } from '@langseg/core';
import type { ClassList } from '@langseg/datasets';

/** What a model is asked about photos, and how its answer is compared with their masks. */
export interface Question {
  /** Name of each class. */
  readonly classes: readonly string[];
  /** Every label that the model is asked for: words, and groups of them. */
  readonly words: readonly Label[];
  /** Number of the class that each label stands for; a class scores as its best label does. */
  readonly classOfWord: readonly number[];
  /**
   * Number of the class that each mask value stands for. −1 leaves pixels out; the number of classes stands for the ignore
   * value, which the official convention takes as wrong. Values beyond the table are left out.
   */
  readonly classOfValue: Int32Array;
  /** How a label of several words is scored. Default `max`. */
  readonly scoring?: WordScoring;
  /** Pixels whose best word is less probable than this among all words are background. Default 0: none. */
  readonly threshold?: number;
  /** Number of the class that is the background. */
  readonly background?: number;
}

/**
 * Asks for the classes of a data set.
 *
 * @param labels words in the order of the classes that have a name, one for each. Classes with the same word are one class.
 * Default: their names.
 * @throws LangSegError `LABELS_INVALID` when the numbers of words and classes differ, or no class has a name.
 */
export function classQuestion(
  { classes: names, ignoreValue }: Pick<ClassList, 'classes' | 'ignoreValue'>,
  labels?: readonly string[],
): Question {
  const values = [...names.keys()].filter((value) => names[value] !== null && value !== ignoreValue);
  const given = labels ?? values.map((value) => names[value]!);
  if (values.length === 0)
    throw new LangSegError(
      'LABELS_INVALID',
      'No class of the data set has a name, so there is nothing to ask for.',
    );
  if (given.length !== values.length)
    throw new LangSegError(
      'LABELS_INVALID',
      `Give one word for each of the ${values.length} classes of the data set, in their order; got ${given.length}. ` +
        `The classes: ${values
          .map((value) => names[value])
          .slice(0, 40)
          .join(', ')}${values.length > 40 ? ' …' : ''}.`,
      { expected: values.length, found: given.length },
    );
  const classes = [...new Set(given)];
  const classOfValue = new Int32Array(Math.max(names.length, ignoreValue + 1)).fill(-1);
  values.forEach((value, index) => {
    classOfValue[value] = classes.indexOf(given[index]);
  });
  classOfValue[ignoreValue] = classes.length;
  return { classes, words: classes, classOfWord: classes.map((_, index) => index), classOfValue };
}

/** The words of a label. */
export function wordsOf(label: Label): readonly string[] {
  if (typeof label === 'string') return [label];
  return [...(label.words ?? []), ...(label.children ?? []).flatMap(wordsOf)];
}
