import type { ClassList } from '@langseg/datasets';
import type { Random } from '../../random/random.js';
import { broadenLabels } from './broaden-labels.js';
import { labelGroups, type LabelGroup } from './label-groups.js';
import type { LabelOptions } from './label-options.js';

/** The labels offered to one element. */
export interface SampledLabels {
  readonly labels: readonly string[];
  /** Weight in the loss of each label's pixels. */
  readonly weights: readonly number[];
  /** Index into `labels` by mask value; −1 for classes that are ignored or not offered. */
  readonly indices: Int32Array;
}

/**
 * Draws the labels for one element: those that it shows, those that are always offered, and some or all of the others;
 * in random order, some under a broader word together, some replaced by a synonym.
 *
 * No two different labels get the same word: a synonym that is the word of another offered label, or has been taken
 * already, is not used, and the label keeps its own.
 *
 * @param shown whether a mask value occurs in the element.
 */
export function sampleLabels(
  classList: ClassList,
  shown: (value: number) => boolean,
  options: LabelOptions,
  random: Random,
): SampledLabels {
  const offered = offerLabels(labelGroups(classList, options), shown, options, random);
  const broadened = broadenLabels(offered, options, random);
  const groups = (options.shuffle ?? true) ? random.shuffle(broadened) : broadened;
  const indices = new Int32Array(classList.classes.length).fill(-1);
  groups.forEach(({ values }, index) => values.forEach((value) => (indices[value] = index)));
  return {
    labels: chooseWords(groups, options, random),
    weights: groups.map(({ weight }) => weight),
    indices,
  };
}

/** Keeps the order of the groups. */
function offerLabels(
  groups: readonly LabelGroup[],
  shown: (value: number) => boolean,
  { absent = 'all', most = Infinity }: LabelOptions,
  random: Random,
): readonly LabelGroup[] {
  if (absent === 'all' && groups.length <= most) return groups;
  const fixed = groups.filter(({ always }) => always);
  const present = groups.filter(({ values, always }) => !always && values.some(shown));
  const others = groups.filter((group) => !fixed.includes(group) && !present.includes(group));
  const ordered = fixed.length + present.length > most ? random.shuffle(present) : present;
  const count =
    absent === 'all'
      ? others.length
      : typeof absent === 'number'
        ? absent
        : random.int(absent[0], absent[1] + 1);
  const offered = new Set(
    [...fixed, ...ordered, ...random.shuffle(others).slice(0, count)].slice(0, Math.max(most, fixed.length)),
  );
  return groups.filter((group) => offered.has(group));
}

function chooseWords(
  groups: readonly LabelGroup[],
  { synonyms = {}, synonymProbability = 0.5 }: LabelOptions,
  random: Random,
): string[] {
  const taken = new Set(groups.map(({ word }) => word));
  return groups.map(({ word }) => {
    if (!Object.hasOwn(synonyms, word) || !random.chance(synonymProbability)) return word;
    const synonym = random.pick(synonyms[word]);
    if (taken.has(synonym)) return word;
    taken.add(synonym);
    return synonym;
  });
}

/** Replaces mask values by label indices; values beyond the table, such as 255, become −1. */
export function remapTargets(values: Uint8Array | Uint16Array, indices: Int32Array): Int32Array {
  const targets = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    targets[i] = value < indices.length ? indices[value] : -1;
  }
  return targets;
}
