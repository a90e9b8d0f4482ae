/** What bytes 0x80…0x9f mean in windows-1252; five are unassigned and stand for themselves, as in browsers. */
const high =
  '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f' + //
  '\x90‘’“”•–—˜™š›œ\x9džŸ';

const bytes = new Map([...high].map((char, i) => [char, 0x80 + i]));

/** The characters that bytes 0x80…0x9f can stand for, for use in a character class. */
export const windows1252High = high;

/** The character of a windows-1252 byte. */
export function fromWindows1252(byte: number): string {
  return byte >= 0x80 && byte <= 0x9f ? high[byte - 0x80] : String.fromCharCode(byte);
}

/** The byte of a character below U+0100 or of windows-1252. */
export function toWindows1252(char: string): number {
  return bytes.get(char) ?? char.charCodeAt(0);
}
