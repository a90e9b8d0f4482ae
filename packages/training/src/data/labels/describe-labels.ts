import type { CountedDataset, ShownLabels } from './shown-labels.js';

const mostShown = 12;

/** Words for a message: `"sky", "cow"`, not more than a dozen. */
export function quoteWords(words: readonly string[]): string {
  const shown = words.slice(0, mostShown).map((word) => `"${word}"`);
  return `${shown.join(', ')}${words.length > mostShown ? ` … (${words.length})` : ''}`;
}

/** What the masks of a data set hold: `0 ("grass") 91.0 %, 255 (ignored) 9.0 %`. */
export function describeValues({ classes, ignoreValue, ignoreValuePixels }: CountedDataset): string {
  const entries = classes.map(({ name, pixels }, value) => ({ value, name, pixels }));
  if (ignoreValue >= classes.length)
    entries.push({ value: ignoreValue, name: null, pixels: ignoreValuePixels });
  const total = entries.reduce((sum, { pixels }) => sum + pixels, 0);
  const held = entries.filter(({ pixels }) => pixels > 0);
  const shown = held
    .slice(0, mostShown)
    .map(
      ({ value, name, pixels }) =>
        `${value} (${name === null || value === ignoreValue ? 'ignored' : `"${name}"`}) ${((100 * pixels) / total).toFixed(1)} %`,
    );
  return `${shown.join(', ')}${held.length > mostShown ? ' …' : ''}`;
}

/** What to do when a class is missing and an ignored value may have been meant for it; empty where that can't be. */
export function valuesHint(
  { ignoreValue, ignoreValuePixels }: CountedDataset,
  { missing }: ShownLabels,
): string {
  if (ignoreValuePixels === 0 || missing.length === 0) return '';
  const [meant, entry] = missing.length === 1 ? [`"${missing[0]}"`, missing[0]] : ['one of them', '…'];
  return (
    `If ${ignoreValue}, which is ignored, means ${meant}, say so in the data set: ` +
    `"values": { "${ignoreValue}": "${entry}" }.`
  );
}
