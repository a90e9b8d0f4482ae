import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';

/** What a file name may have on nearly every file system, in bytes of UTF-8. */
const longestName = 255;

/** Bytes of the ending that there is always room for: `.overlay.png`. */
const usualEndingBytes = 12;

/** The name that an image's files begin with. */
export interface ResultName {
  readonly name: string;
  /** The image's own name is too long for a file system. */
  readonly isShortened: boolean;
}

/**
 * Gives every image the name that its files begin with: its own without the ending. Two images of one name in one folder
 * (`a/dog.jpg`, `b/dog.png`) get `dog` and `dog-2`, so that no file replaces another of the same run. Names that are too
 * long end with a part of their hash instead: the same one in every run, and different for different names.
 *
 * @param endingBytes bytes of the longest ending that follows a name.
 */
export function createResultNames(
  endingBytes = usualEndingBytes,
): (input: string, folder?: string) => ResultName {
  const limit = longestName - Math.max(endingBytes, usualEndingBytes);
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (input, folder = '') => {
    const stem = stemOf(input);
    // Names that differ in case or composition alone are one file on many systems.
    const keyOf = (name: string): string => `${folder}/${name}`.normalize('NFC').toLowerCase();
    let count = counts.get(keyOf(stem)) ?? 1;
    let name = fitted(count === 1 ? stem : `${stem}-${count}`, limit);
    while (taken.has(keyOf(name))) name = fitted(`${stem}-${++count}`, limit);
    counts.set(keyOf(stem), count + 1);
    taken.add(keyOf(name));
    return { name, isShortened: Buffer.byteLength(stem) > limit };
  };
}

/** Cuts a name to so many bytes, between characters; its hash keeps it apart from others that begin alike. */
function fitted(name: string, limit: number): string {
  if (Buffer.byteLength(name) <= limit) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${firstBytes(name, limit - hash.length - 1)}-${hash}`;
}

function firstBytes(text: string, limit: number): string {
  let [bytes, end] = [0, 0];
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function stemOf(input: string): string {
  const isUrl = /^(https?|file):\/\//i.test(input) && URL.canParse(input);
  const file = basename(isUrl ? new URL(input).pathname : input);
  return basename(file, extname(file)) || 'image';
}
