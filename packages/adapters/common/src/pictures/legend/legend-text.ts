/** Most characters of a label that are looked at; more never fit. */
const longest = 120;

/** A label as one line: composed characters, single blanks, and � for what can't be drawn. */
export function toLine(label: string): string {
  return label
    .slice(0, 2 * longest)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Cn}]/gu, '\uFFFD')
    .trim();
}

/** A share 0..1 as `12.3%`; never rounded to nothing or to all. */
export function toPercent(share: number): string {
  if (share < 0.0005) return '<0.1%';
  if (share > 0.9995 && share < 1) return '>99.9%';
  return `${(100 * share).toFixed(1)}%`;
}

/** The text, or its beginning with `…` so that it is no wider than `width`. */
export function ellipsize(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const graphemes = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment).slice(
    0,
    longest,
  );
  while (graphemes.length > 1 && measure(`${graphemes.join('').trimEnd()}…`) > width) graphemes.pop();
  return `${graphemes.join('').trimEnd()}…`;
}
