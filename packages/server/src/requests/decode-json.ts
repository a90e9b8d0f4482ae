import { Refusal } from '../errors/refusal.js';

/** Texts in a body of JSON, keys included: one for each label and some more. */
const maxTexts = 150_000;

/** Characters of a body of JSON outside of texts, unless more are expected. */
const usualOutside = 1_000_000;

/**
 * Reads JSON in UTF-8 or UTF-16, with or without a byte order mark.
 *
 * @param charset of the body's type; used for bytes that are neither.
 * @param maxOutside characters outside of texts. Default a million.
 * @throws Refusal `REQUEST_INVALID`.
 */
export function decodeJson(body: Uint8Array, charset?: string, maxOutside = usualOutside): unknown {
  const text = decodeText(body, charset);
  assertPlain(text, maxOutside);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('REQUEST_INVALID', `The body is not JSON: ${(error as Error).message}`);
  }
}

function decodeText(body: Uint8Array, charset: string | undefined): string {
  const encodings = [unicodeOf(body), ...(charset ? [charset] : [])];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(body);
    } catch {
      continue;
    }
  }
  throw new Refusal(
    'REQUEST_INVALID',
    `The body is not JSON in UTF-8 or UTF-16${charset ? `, nor in ${charset}` : ''}: its bytes are not text in it.`,
  );
}

/** Which Unicode it is, by the byte order mark or the zero beside the first letter. */
function unicodeOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first > 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second > 0)) return 'utf-16be';
  return 'utf-8';
}

/**
 * A request is one long text and little else. What is not costs much more to parse than its bytes say, so it is refused
 * before: brackets in brackets, or millions of small values.
 */
function assertPlain(text: string, maxOutside: number): void {
  let outside = 0;
  let texts = 0;
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('"', at);
    outside += (open < 0 ? text.length : open) - at;
    if (outside > maxOutside || ++texts > maxTexts)
      throw new Refusal('REQUEST_INVALID', 'The body has more values than a request needs.');
    if (open < 0) return;
    at = endOfText(text, open);
  }
}

/** The position behind the quote that ends a text. */
function endOfText(text: string, open: number): number {
  for (let from = open + 1, skipped = 0; ; skipped++) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    if (skipped > maxTexts)
      throw new Refusal('REQUEST_INVALID', 'A string in the body has more quotes than any photo or label.');
    from = quote + 1;
  }
}
