import { createHash } from 'node:crypto';

/** The split of a photo: by its name, so that it stays the same when photos are added. @param valShare 0..1. */
export function splitOf(file: string, valShare: number): 'train' | 'val' {
  const place = createHash('sha256').update(file).digest().readUInt32BE() / 2 ** 32;
  return place < valShare ? 'val' : 'train';
}
