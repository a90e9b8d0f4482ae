import { Refusal } from '../errors/refusal.js';

/** The longest text before the bytes of a `data:` address. */
const maxPrefix = 1000;

const [percent, padding] = [0x25, 0x3d];
const blanks = new Set([...' \t\r\n'].map((blank) => blank.charCodeAt(0)));
const letters = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  letters[letter.charCodeAt(0)] = 1;

/**
 * Reads base64 as clients write it: with line breaks and blanks, in the alphabet for addresses, with or without padding,
 * and behind `data:` with any type and parameters, or none. One letter after the other, without copies of a text that may
 * be long.
 *
 * @param name of the field, for the message.
 * @throws Refusal `REQUEST_INVALID` that says what does not belong there.
 */
export function decodeBase64(name: string, source: string): Uint8Array {
  const start = startOf(name, source);
  const kept = Buffer.allocUnsafe(source.length - start);
  let [size, padded] = [0, 0];
  for (let at = start; at < source.length; at++) {
    let code = source.charCodeAt(at);
    if (code === percent && start > 0) {
      const escaped = byteOf(source.charCodeAt(at + 1), source.charCodeAt(at + 2));
      if (escaped !== undefined) [code, at] = [escaped, at + 2];
    }
    if (letters[code] === 1 && padded === 0) kept[size++] = code;
    else if (code === padding && padded < 2) padded++;
    else if (!blanks.has(code)) throw notBase64(name, complaint(source, at, size + 1, padded));
  }
  if (size + padded === 0) throw notBase64(name, 'it is empty');
  if (size % 4 === 1) throw notBase64(name, `it was cut short: it has ${size} letters`);
  return Buffer.from(kept.toString('latin1', 0, size), 'base64');
}

/** What two digits behind a percent sign stand for. */
function byteOf(first: number, second: number): number | undefined {
  const [high, low] = [digitOf(first), digitOf(second)];
  return high === undefined || low === undefined ? undefined : 16 * high + low;
}

function digitOf(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : undefined;
}

function complaint(source: string, at: number, position: number, padded: number): string {
  if (padded > 0)
    return `it continues after the padding at character ${position}; encode the whole photo at once, not in pieces`;
  return `its character ${position} is ${JSON.stringify(String.fromCodePoint(source.codePointAt(at)!))}`;
}

/** Where the letters begin: behind the comma of a `data:` address, or at once. */
function startOf(name: string, source: string): number {
  if (!/^\s{0,9}data:/i.test(source.slice(0, 20))) return 0;
  const comma = source.slice(0, maxPrefix).indexOf(',');
  if (comma < 0 || !/;\s{0,9}base64\s{0,9}$/i.test(source.slice(0, comma)))
    throw notBase64(name, 'it is a data: address without ";base64," before the bytes');
  return comma + 1;
}

function notBase64(name: string, why: string): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    `Expected "${name}" to be the bytes of a photo in base64, but ${why}. Paths and addresses are not read.`,
  );
}
