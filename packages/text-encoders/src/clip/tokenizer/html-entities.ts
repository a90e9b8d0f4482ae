import { decodeHTML, decodeHTMLStrict } from 'entities';
import { fromWindows1252 } from './windows-1252.js';

/**
 * Decodes HTML character references as Python's `html.unescape` does: like a browser, so also without semicolon
 * (`&ampx` → `&x`), but control characters and noncharacters become nothing.
 */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d+|x[\da-f]+);?|[^\t\n\f <&#;]{1,32};?)/gi, (reference, number?: string) =>
    number ? decodeNumber(number) : decodeHTML(reference),
  );
}

/** Decodes the part after `&#`: `38` or `x26`. */
function decodeNumber(digits: string): string {
  const code = /^x/i.test(digits) ? parseInt(digits.slice(1), 16) : parseInt(digits, 10);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  if (code >= 0x80 && code <= 0x9f) return fromWindows1252(code);
  const char = String.fromCodePoint(code);
  return /[\t\n\f\r]/.test(char) || !/[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(char) ? char : '';
}

/**
 * Decodes only references that are beyond doubt, as ftfy does before anything else: complete ones that end with a
 * semicolon, and names that were upper-cased with the text around them (`&EACUTE;` → `É`).
 */
export function unescapeClearHtml(text: string): string {
  return text.replace(/&#?[\da-z]{1,24};/gi, (reference) => {
    if (reference.startsWith('&#')) {
      const decoded = unescapeHtml(reference);
      return decoded.includes(';') ? reference : decoded;
    }
    const decoded = decodeHTMLStrict(reference);
    if (decoded !== reference || unescapeHtml(reference) !== reference) return decoded;
    const lower = reference.toLowerCase();
    const upperCased = decodeHTMLStrict(lower);
    return reference === reference.toUpperCase() && upperCased !== lower
      ? upperCased.toUpperCase()
      : reference;
  });
}
