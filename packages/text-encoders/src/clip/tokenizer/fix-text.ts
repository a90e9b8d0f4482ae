import { unescapeClearHtml } from './html-entities.js';
import { repairMojibake } from './repair-mojibake.js';
import { fromWindows1252 } from './windows-1252.js';

const ESC = String.fromCharCode(0x1b);
const terminalEscapes = new RegExp(`${ESC}\\[[\\p{Nd};]*[a-zA-Z]`, 'gu');

/** Latin ligatures and digraphs that NFKC takes apart. */
const ligatures = /[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb04\ufb06]/g;

/** Fullwidth and halfwidth forms, and the ideographic space. */
const widthForms = /[\u3000\uff01-\uffef]/g;

/** Control characters except white space and C1, deprecated formatting, annotation marks, byte order mark. */
const controls = /[^\P{Cc}\t\n\f\r\x80-\x9f]|[\u206a-\u206f\ufeff\ufff9-\ufffc]/gu;

const compatible = (char: string): string => char.normalize('NFKC');

/**
 * The repairs of `ftfy.fix_text` 6.0 (Speer, 2019) that can change a token id: HTML references, mojibake, C1 controls,
 * ligatures, character width, curly quotes, lone surrogates, terminal escapes, control characters, NFC. Line breaks are
 * left to the white space rule that follows. Mojibake of other encodings than windows-1252 and Latin-1 stays.
 */
export function fixText(text: string): string {
  let isMarkup = false;
  return text
    .split(/(?<=\n)/)
    .map((line) => {
      isMarkup ||= line.includes('<');
      return fixLine(line, isMarkup);
    })
    .join('');
}

/** Text that somebody wrote is repaired in a few rounds; more would take the square of the time for text made to do so. */
const mostRounds = 10;

/** Repeats the repairs until nothing changes: one may uncover another, as in `&amp;#8217;`. */
function fixLine(line: string, isMarkup: boolean): string {
  for (let round = 0; round < mostRounds; round++) {
    const fixed = repairMojibake(isMarkup ? line : unescapeClearHtml(line))
      .replace(/[\x80-\x9f]/g, (char) => fromWindows1252(char.charCodeAt(0)))
      .replace(ligatures, compatible)
      .replaceAll('\ufb05', '\u017ft')
      .replace(widthForms, compatible)
      .replace(/[\u201c-\u201f]/g, '"')
      .replace(/[\u02bc\u2018-\u201b]/g, "'")
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(terminalEscapes, '')
      .replace(controls, '')
      .normalize('NFC');
    if (fixed === line) return fixed;
    line = fixed;
  }
  return line;
}
