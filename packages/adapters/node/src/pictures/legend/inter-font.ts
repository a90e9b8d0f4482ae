import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Font, Glyph } from 'opentype.js';
import { loadPeer } from '../../load-peer.js';

/** A font, as far as it is loaded. */
export interface OutlineFont {
  /** Size of the grid that outlines and advances are measured in. */
  readonly unitsPerEm: number;
  /** Undefined for characters that the font lacks. */
  readonly glyphOf: (character: string) => Glyph | undefined;
}

const require = createRequire(import.meta.url);

/**
 * Loads those parts of Inter (Rasmus Andersson, OFL 1.1) that hold some characters. The npm package has one small file
 * for each part of Unicode: Latin, Greek, Cyrillic, Vietnamese.
 */
export async function loadInter(characters: ReadonlySet<string>): Promise<OutlineFont> {
  const parts = await loadPeer(
    '@fontsource/inter',
    'Drawing a legend',
    () => require('@fontsource/inter/unicode.json') as Readonly<Record<string, string>>,
  );
  const codePoints = Array.from(characters, (character) => character.codePointAt(0)!);
  const needed = Object.keys(parts).filter((part) => {
    const ranges = parseRanges(parts[part]);
    return codePoints.some((point) => ranges.some(([first, last]) => point >= first && point <= last));
  });
  const fonts = await Promise.all(needed.map(loadPart));
  return {
    unitsPerEm: fonts[0]?.unitsPerEm ?? 1,
    glyphOf: (character) =>
      fonts.find((font) => font.charToGlyphIndex(character) > 0)?.charToGlyph(character),
  };
}

async function loadPart(part: string): Promise<Font> {
  const { default: opentype } = await loadPeer(
    'opentype.js',
    'Drawing a legend',
    () => import('opentype.js'),
  );
  const { buffer, byteOffset, byteLength } = await readFile(
    require.resolve(`@fontsource/inter/files/inter-${part}-500-normal.woff`),
  );
  return opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Reads the form of CSS: `U+0000-00FF,U+0131`. */
function parseRanges(ranges: string): [first: number, last: number][] {
  return ranges.split(',').map((range) => {
    const [first, last = first] = range
      .replace('U+', '')
      .split('-')
      .map((digits) => parseInt(digits, 16));
    return [first, last];
  });
}
