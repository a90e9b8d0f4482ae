import type { Random } from '../../random/random.js';
import type { LabelGroup } from './label-groups.js';
import type { LabelOptions } from './label-options.js';

/** A label with the words that are broader than it. */
interface BroadLabel {
  readonly group: LabelGroup;
  readonly broader: readonly string[];
}

/**
 * Puts some labels under a broader word: `cat` and `dog` become `animal`. Everything that the word fits goes along, so that
 * no list says "animal, dog" with the pixels of the dog counted for one of them only.
 *
 * The new label takes the place and the weight of the one for which it was drawn.
 */
export function broadenLabels(
  groups: readonly LabelGroup[],
  { broader = {}, broaderProbability = 0 }: LabelOptions,
  random: Random,
): readonly LabelGroup[] {
  let labels = groups.map((group): BroadLabel => ({
    group,
    broader: Object.hasOwn(broader, group.word) ? broader[group.word] : [],
  }));
  for (const label of labels) {
    if (label.broader.length === 0 || !random.chance(broaderProbability)) continue;
    const word = random.pick(label.broader);
    // It may have been put under another word meanwhile.
    if (labels.includes(label)) labels = putUnder(word, label, labels);
  }
  return labels.map(({ group }) => group);
}

function putUnder(word: string, first: BroadLabel, labels: readonly BroadLabel[]): BroadLabel[] {
  const members = labels.filter(({ group, broader }) => group.word === word || broader.includes(word));
  const merged: BroadLabel = {
    group: {
      word,
      values: members.flatMap(({ group }) => group.values),
      weight: first.group.weight,
      always: members.some(({ group }) => group.always),
    },
    // Nothing fits the new label that does not fit all of it.
    broader: first.broader.filter(
      (other) => other !== word && members.every(({ broader }) => broader.includes(other)),
    ),
  };
  return labels
    .filter((label) => label === first || !members.includes(label))
    .map((label) => (label === first ? merged : label));
}
