import type { LabelMap } from '@langseg/core';
import type { ClassList } from '../../dataset.js';
import type { SampleFiles } from '../../layout/sample-files.js';

/** Mask values of what a mask file holds, by the format of the layout. */
export function convertMask(
  raw: ArrayLike<number>,
  { classes, ignoreValue, maskFormat = {} }: ClassList,
  { marked, values: own }: SampleFiles,
): LabelMap {
  const values = marked === undefined ? (own ?? maskFormat.values) : { 0: 0, 1: marked };
  if (values === undefined)
    return raw instanceof Uint8Array || raw instanceof Uint16Array ? raw : Uint16Array.from(raw);
  const { others = ignoreValue } = maskFormat;
  const table = new Map(Object.entries(values).map(([from, to]) => [Number(from), to]));
  const isWide = Math.max(classes.length - 1, ignoreValue, others) > 255;
  const data = isWide ? new Uint16Array(raw.length) : new Uint8Array(raw.length);
  // Neighbours are mostly equal, which spares looking them up.
  let [last, value] = [-1, others];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== last) [last, value] = [raw[i], table.get(raw[i]) ?? others];
    data[i] = value;
  }
  return data;
}
