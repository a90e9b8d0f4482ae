import type { GroupPlan } from './parameter-groups.js';

/** Names of groups that tell them apart: `backbone`, `backbone, no weight decay`. */
export function groupNames(groups: readonly GroupPlan[]): string[] {
  return groups.map(({ name, hasWeightDecay, isRelative }) => {
    const alike = groups.filter((other) => other.name === name);
    return [
      name,
      ...(!hasWeightDecay && alike.some((other) => other.hasWeightDecay) ? ['no weight decay'] : []),
      ...(isRelative && alike.some((other) => !other.isRelative) ? ['relative'] : []),
    ].join(', ');
  });
}
