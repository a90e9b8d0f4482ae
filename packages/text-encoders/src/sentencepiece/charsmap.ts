import { corruptModel } from './sentencepiece-model.js';

/** Bytes of what is replaced, and of what it is replaced by; Unicode's own tables need some tens. */
const [longestMatched, longestReplacement] = [256, 1000];

/** Replaces what a text begins with: the bytes of the replacement, and how many bytes it stands for. */
export type Charsmap = (
  text: Uint8Array,
  at: number,
) => { readonly bytes: Uint8Array; readonly length: number };

/**
 * Reads the table of replacements out of a SentencePiece model: a double-array trie (darts-clone) of the texts to replace, whose values
 * are places in a list of replacements. The longest text wins; a character that is not in it stays as it is
 * (`Normalizer::NormalizePrefix`).
 *
 * @param blob size of the trie, trie, replacements that end in 0; empty for no replacements.
 * @throws LangSegError `FILE_CORRUPT`
 */
export function readCharsmap(blob: Uint8Array): Charsmap {
  if (blob.length === 0) return (text, at) => character(text, at);
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const trieSize = blob.length >= 4 ? view.getUint32(0, true) : 0;
  if (trieSize === 0 || trieSize % 4 !== 0 || 4 + trieSize >= blob.length || blob.at(-1) !== 0)
    throw corruptModel('the table of its normaliser is damaged');
  const trie = Uint32Array.from({ length: trieSize / 4 }, (_, i) => view.getUint32(4 + 4 * i, true));
  const texts = blob.subarray(4 + trieSize);
  return (text, at) => {
    const match = longestMatch(trie, text, at);
    if (!match) return character(text, at);
    const end = texts.indexOf(0, match.value);
    if (end < 0) throw corruptModel('the table of its normaliser points outside itself');
    if (end - match.value > longestReplacement)
      throw corruptModel(
        `the table of its normaliser replaces characters by ${end - match.value} bytes, at most ${longestReplacement} are allowed`,
      );
    return { bytes: texts.subarray(match.value, end), length: match.length };
  };
}

/** Darts' `commonPrefixSearch`, of which SentencePiece takes the longest. */
function longestMatch(
  trie: Uint32Array,
  text: Uint8Array,
  at: number,
): { value: number; length: number } | undefined {
  let node = offsetOf(trie[0]);
  let found: { value: number; length: number } | undefined;
  const most = Math.min(text.length, at + longestMatched);
  for (let i = at; i < most; i++) {
    node ^= text[i];
    const unit = trie.at(node);
    if (unit === undefined || (unit & 0x800000ff) !== text[i]) break;
    node ^= offsetOf(unit);
    const hasLeaf = (unit >>> 8) & 1;
    if (hasLeaf && node < trie.length) found = { value: trie[node] & 0x7fffffff, length: i + 1 - at };
  }
  return found;
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

/** One character; text comes out of `TextEncoder`, so its first byte says how long it is. */
function character(text: Uint8Array, at: number): { bytes: Uint8Array; length: number } {
  const lead = text[at];
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return { bytes: text.subarray(at, at + length), length };
}
