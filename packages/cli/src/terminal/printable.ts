/**
 * Text out of a file or a file name, fit for a terminal: on one line, without control characters (which could move the
 * cursor or change what was printed before), and cut after `limit` characters.
 */
export function printable(text: string, limit = 200): string {
  const safe = text.replace(/\s+/g, ' ').replace(/\p{Cc}|(?![\u200C\u200D])\p{Cf}/gu, '�');
  const characters = [...safe];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : safe;
}

/** Text that may hold some out of a file, such as an error's message, without control characters but line ends. */
export function printableLines(text: string): string {
  return text.replace(/(?!\n)\p{Cc}|(?![\u200C\u200D])\p{Cf}/gu, '�');
}
