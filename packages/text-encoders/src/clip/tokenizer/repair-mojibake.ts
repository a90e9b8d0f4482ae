import { toWindows1252, windows1252High } from './windows-1252.js';

const continuation = `[\\x80-\\xbf${windows1252High}]`;

/** Runs of characters that spell UTF-8 when they are read as windows-1252 bytes. */
const utf8Runs = new RegExp(
  `(?:[\\xc2-\\xdf]${continuation}|[\\xe0-\\xef]${continuation}{2}|[\\xf0-\\xf4]${continuation}{3})+`,
  'g',
);

/** An accented letter before more letters or punctuation, which is UTF-8 by chance: `CAFÉ®`, `«né»…`. */
const ordinaryRun = /^[^ÂÃ][ŠšŽžŸ‚„‘’“”‹›«»•…–—¡·´°©®™\xa0\xad]{1,2}$/;

/** Nobody reads a text wrongly more often; without a bound, `ÂÂÂ…€` takes the square of its length. */
const mostRounds = 10;

/** `à` or a no-break space whose last byte, itself a no-break space, has become a space. */
const lostNoBreakSpace = /(?<=[a-z]\s?|^)([ÂÃ]) /g;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Undoes UTF-8 that was read as windows-1252 or Latin-1, possibly several times: `schÃ¶n` → `schön`. Runs that ordinary
 * writing could hold are left alone, unless another run gives the text away and nothing else in it is beyond ASCII.
 */
export function repairMojibake(text: string): string {
  for (let round = 0; round < mostRounds; round++) {
    const isOrdinary = (run: string): boolean => ordinaryRun.test(run);
    const isGarbled =
      /^[\0-\x7f]*$/.test(text.replace(utf8Runs, '')) && !(text.match(utf8Runs) ?? []).every(isOrdinary);
    const repaired = text
      .replace(lostNoBreakSpace, (_, lead) => (lead === 'Ã' ? 'à ' : ' '))
      .replace(utf8Runs, (run) => (isOrdinary(run) && !isGarbled ? run : decode(run)));
    if (repaired === text) return text;
    text = repaired;
  }
  return text;
}

function decode(run: string): string {
  try {
    return utf8.decode(Uint8Array.from(run, toWindows1252));
  } catch {
    return run;
  }
}
