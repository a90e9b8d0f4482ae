/**
 * Text out of a file or a file name, fit for a terminal: on one line, without control characters (which could move the
 * cursor or change what was printed before), and cut after `limit` characters.
 */
export function printable(text: string, limit = 200): string {
  const safe = text.replace(/\s+/g, ' ').replace(/\p{Cc}|(?![\u200C\u200D])\p{Cf}/gu, '�');
  const characters = [...safe];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : safe;
}
