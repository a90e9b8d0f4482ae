import type { LabelSet } from '../labels/label-set.js';
import { allocateLabelMap, type LabelMap } from '../math/label-map.js';

/** Turns indices into the different labels into indices into all labels, a repeated one being its first occurrence. */
export function withRepeats(uniqueMap: LabelMap, { labels, unique, uniqueIndex }: LabelSet): LabelMap {
  if (unique.length === labels.length) return uniqueMap;
  const firstIndex = new Array<number>(unique.length);
  for (let index = labels.length - 1; index >= 0; index--) firstIndex[uniqueIndex[index]] = index;
  const labelMap = allocateLabelMap(uniqueMap.length, labels.length);
  for (let i = 0; i < labelMap.length; i++) labelMap[i] = firstIndex[uniqueMap[i]];
  return labelMap;
}
