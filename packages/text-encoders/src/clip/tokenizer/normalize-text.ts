import { fixText } from './fix-text.js';
import { unescapeHtml } from './html-entities.js';

/** What Python's `regex` calls white space; JavaScript's `\s` lacks U+0085 and adds U+FEFF. */
const whitespace = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/**
 * What CLIP does to a text before byte-pair encoding: ftfy, HTML references decoded twice, white space collapsed and
 * trimmed, lower case (openai/CLIP, `simple_tokenizer.py`: `basic_clean`, `whitespace_clean`).
 */
export function normalizeClipText(text: string): string {
  const clean = unescapeHtml(unescapeHtml(fixText(text)));
  return clean.replace(whitespace, ' ').replace(/^ | $/g, '').toLowerCase();
}
