/** Keyword of the text in a mask that says which number is which label. */
export const maskKeyword = 'Labels';

/** The labels of a mask in the order of their numbers, as JSON without letters that PNG's plain texts have no room for. */
export function maskText(labels: readonly string[]): string {
  return JSON.stringify(labels).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
