import { encodeMask } from '@langseg/adapter-common';
import type { IndexedPicture, LabelMap } from '@langseg/core';
import { writeMaskRows } from './write-mask-rows.js';

/** The same picture as `encodeMask` makes, packed by Node's own zlib, which takes a fraction of the time and leaves the thread free. */
export async function encodeLabelMap(picture: IndexedPicture): Promise<Uint8Array> {
  const { labelMap, labels, width, height } = picture;
  // Values without a label, and maps of another size, are for `encodeMask` to judge.
  if (labelMap.length !== width * height || largestOf(labelMap) >= labels.length)
    return encodeMask(labelMap, picture);
  const parts: Uint8Array[] = [];
  await writeMaskRows(whole(labelMap), picture, { write: async (part) => void parts.push(part) });
  return new Uint8Array(Buffer.concat(parts));
}

async function* whole(labelMap: LabelMap): AsyncGenerator<LabelMap, void, undefined> {
  yield labelMap;
}

function largestOf(labelMap: LabelMap): number {
  let largest = 0;
  for (let at = 0; at < labelMap.length; at++) if (labelMap[at] > largest) largest = labelMap[at];
  return largest;
}
