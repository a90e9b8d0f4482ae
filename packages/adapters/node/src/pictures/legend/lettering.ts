import type { RgbImage } from '@langseg/core';
import type { Glyph } from 'opentype.js';
import { fillOutline } from './fill-outline.js';
import { loadInter } from './inter-font.js';
import { paintSystemText } from './system-text.js';

/** Measures text and paints it; sizes in pixels. */
export interface Lettering {
  readonly measure: (text: string, size: number) => number;
  /** Paints a text from `left` on; its capitals are centred on `middle`. */
  readonly paint: (canvas: RgbImage, text: string, style: TextStyle) => Promise<void>;
}

/** Where and how a text is painted. */
export interface TextStyle {
  readonly left: number;
  readonly middle: number;
  readonly size: number;
  readonly color: readonly number[];
}

/** Half the height of Inter's capitals, in em: how far below the middle of a line its baseline is. */
const halfCapital = 0.365;

/**
 * Prepares to write some texts. Outlines come from a font file that is installed with the package, so a legend looks
 * the same on every machine, with or without fonts. Texts with characters that this font lacks (Arabic, Chinese …)
 * are left to the system's fonts.
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
    async paint(canvas, text, { left, middle, size, color }) {
      const glyphs = glyphsOf(text);
      if (!glyphs) return paintSystemText(canvas, text, { left, middle, size, color });
      const scale = size / font.unitsPerEm;
      let pen = left;
      for (const glyph of glyphs) {
        const outline = glyph.getPath(0, 0, font.unitsPerEm).commands;
        fillOutline(canvas, outline, { left: pen, top: middle + halfCapital * size, scale, color });
        pen += advance(glyph) * scale;
      }
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
