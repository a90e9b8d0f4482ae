import { Refusal } from '../errors/refusal.js';

/** The longest text before the bytes of a `data:` address. */
const maxPrefix = 1000;

/**
 * Reads base64 as clients write it: with line breaks and blanks, in the alphabet for addresses, with or without padding,
 * and behind `data:` with any type and parameters, or none.
 *
 * @param name of the field, for the message.
 * @throws Refusal `REQUEST_INVALID` that says what does not belong there.
 */
export function decodeBase64(name: string, source: string): Uint8Array {
  const text = withoutPrefix(name, source).replace(/[ \t\r\n]+/g, '');
  if (text === '') throw notBase64(name, 'it is empty');
  const [letters] = /^[\w+/-]*/.exec(text)!;
  const rest = text.slice(letters.length, letters.length + 3);
  if (!/^={0,2}$/.test(rest)) throw notBase64(name, complaint(text, letters.length));
  if (letters.length % 4 === 1) throw notBase64(name, `it was cut short: it has ${letters.length} letters`);
  return Buffer.from(letters, 'base64');
}

function complaint(text: string, at: number): string {
  const character = JSON.stringify(String.fromCodePoint(text.codePointAt(at)!));
  if (text[at] === '=')
    return `it continues after the padding at character ${at + 1}; encode the whole photo at once, not in pieces`;
  return `its character ${at + 1} is ${character}`;
}

/** What stands behind the comma of a `data:` address, or everything. */
function withoutPrefix(name: string, source: string): string {
  if (!/^\s{0,9}data:/i.test(source.slice(0, 20))) return source;
  const comma = source.slice(0, maxPrefix).indexOf(',');
  if (comma < 0 || !/;\s{0,9}base64\s{0,9}$/i.test(source.slice(0, comma)))
    throw notBase64(name, 'it is a data: address without ";base64," before the bytes');
  return source
    .slice(comma + 1)
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function notBase64(name: string, why: string): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    `Expected "${name}" to be the bytes of a photo in base64, but ${why}. Paths and addresses are not read.`,
  );
}
