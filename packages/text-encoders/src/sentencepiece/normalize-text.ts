import type { Charsmap } from './charsmap.js';

/** What SentencePiece writes for a space. */
export const SPACE = '▁';

/**
 * Normalises a text as SentencePiece does with its usual settings: characters are replaced by the model's table, spaces are dropped
 * at both ends, joined in between and written as `▁`, and one comes first (`Normalizer::Normalize`).
 *
 * @returns nothing for a text of spaces.
 */
export function normalizeText(text: string, charsmap: Charsmap): string {
  const input = new TextEncoder().encode(text);
  const bytes: number[] = [];
  for (let at = 0; at < input.length;) {
    const replaced = charsmap(input, at);
    bytes.push(...replaced.bytes);
    at += replaced.length;
  }
  const words = new TextDecoder('utf-8', { ignoreBOM: true })
    .decode(Uint8Array.from(bytes))
    .replaceAll(SPACE, ' ');
  return words
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => SPACE + word)
    .join('');
}
