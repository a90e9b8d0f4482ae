import { LangSegError } from '../errors/lang-seg-error.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Reads a text that somebody made with whatever editor or shell: UTF-8 with or without a byte order mark, and UTF-16 of
 * either order, as Notepad and PowerShell write it. A mark is left out of the text.
 *
 * @param name what the text is called in messages, such as a path.
 * @throws LangSegError `FILE_CORRUPT` for other encodings and for what is no text, saying how to save it.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes, name);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notText(name, `it is not valid ${encoding.toUpperCase()}${oddByte(bytes, encoding)}`, cause);
  }
  if (text.includes('\0')) throw notText(name, 'it contains zero bytes');
  return text;
}

function encodingOf(bytes: Uint8Array, name: string): Encoding {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    throw notText(name, 'it is UTF-32');
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return withoutMark(bytes);
}

/** In UTF-16 of mostly Latin letters every second byte is zero, which is never so in UTF-8. */
function withoutMark(bytes: Uint8Array): Encoding {
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]++;
  });
  const many = start.length / 5;
  if (bytes.length % 2 === 0 && zeros[1] > many && zeros[0] === 0) return 'utf-16le';
  if (bytes.length % 2 === 0 && zeros[0] > many && zeros[1] === 0) return 'utf-16be';
  return 'utf-8';
}

/** The first byte that no UTF-8 holds alone, for people who look for an accented letter. */
function oddByte(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'utf-8') return '';
  const at = bytes.findIndex((byte) => byte >= 0x80);
  return `; byte 0x${bytes[at].toString(16).toUpperCase()} at ${at} may be a letter of Latin-1 or windows-1252`;
}

function notText(name: string, problem: string, cause?: unknown): LangSegError {
  return new LangSegError(
    'FILE_CORRUPT',
    `Expected ${name} to be text in UTF-8 or UTF-16, but ${problem}. Save it as UTF-8.`,
    { path: name },
    { cause },
  );
}
