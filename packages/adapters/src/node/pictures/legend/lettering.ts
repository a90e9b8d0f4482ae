import type { Glyph } from 'opentype.js';
import { loadInter } from './inter-font.js';

/** Measures text and draws it as SVG; sizes in pixels. */
export interface Lettering {
  readonly measure: (text: string, size: number) => number;
  /** An SVG element with the text on a baseline starting at (x, y). */
  readonly draw: (text: string, x: number, y: number, style: TextStyle) => string;
}

/** How a text is drawn. */
export interface TextStyle {
  readonly size: number;
  readonly color: string;
}

/**
 * Prepares to write some texts. Outlines are drawn from a font file that is installed with the package, so a legend
 * looks the same on every machine, with or without fonts. Texts with characters that this font lacks (Arabic,
 * Chinese …) are left to the system's fonts, which also join and order them.
 */
export async function loadLettering(texts: readonly string[]): Promise<Lettering> {
  const font = await loadInter(new Set(texts.join('')));

  /** Undefined when a character is missing. */
  function glyphsOf(text: string): Glyph[] | undefined {
    const glyphs = Array.from(text, font.glyphOf);
    return glyphs.every((glyph) => glyph !== undefined) ? glyphs : undefined;
  }

  return {
    measure(text, size) {
      const glyphs = glyphsOf(text);
      return glyphs
        ? (glyphs.reduce((width, glyph) => width + advance(glyph), 0) * size) / font.unitsPerEm
        : Array.from(text, estimatedAdvance).reduce((width, em) => width + em * size, 0);
    },
    draw(text, x, y, { size, color }) {
      const glyphs = glyphsOf(text);
      if (!glyphs)
        return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${size}" fill="${color}">${escapeXml(text)}</text>`;
      // In the font's own units all numbers are whole; the group scales them.
      let pen = 0;
      const outlines = glyphs.map((glyph) => {
        const outline = glyph.getPath(pen, 0, font.unitsPerEm).toPathData(0);
        pen += advance(glyph);
        return outline;
      });
      return `<path transform="translate(${x} ${y}) scale(${size / font.unitsPerEm})" fill="${color}" d="${outlines.join('')}"/>`;
    },
  };
}

function advance(glyph: Glyph): number {
  return glyph.advanceWidth ?? 0;
}

/** In em: Chinese, Japanese, Korean and pictographs fill a square, other scripts about two thirds of one. */
function estimatedAdvance(character: string): number {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u.test(
    character,
  )
    ? 1
    : 0.65;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
