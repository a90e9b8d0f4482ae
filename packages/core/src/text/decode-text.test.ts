import { expect, it } from 'vitest';
import { decodeText } from './decode-text.js';

const text = 'cow, Kühe\r\n草地 🐕\r\n';
const utf16 = (value: string): Buffer => Buffer.from(value, 'utf16le');

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 LE with a mark', utf16(`\uFEFF${text}`)],
  ['UTF-16 BE with a mark', utf16(`\uFEFF${text}`).swap16()],
  ['UTF-16 LE', utf16(text)],
  ['UTF-16 BE', utf16(text).swap16()],
])('%s is read', (_, bytes) => {
  expect(decodeText(bytes, 'words.txt')).toBe(text);
});

it.each([
  ['Latin-1', Buffer.from('cow, Kühe', 'latin1'), /words\.txt.*0xFC at 6 may be.*Save it as UTF-8/],
  ['windows-1252', Buffer.from([0x93, 0x63, 0x94]), /0x93 at 0/],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x63, 0, 0, 0]), /UTF-32/],
  ['an image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), /not valid UTF-8/],
  ['a cut UTF-16', Buffer.concat([utf16('\uFEFFab'), Buffer.from('c')]), /not valid UTF-16LE/],
  ['zeros', new Uint8Array(64), /zero bytes/],
])('%s is refused with advice', (_, bytes, message) => {
  expect(() => decodeText(bytes, 'words.txt')).toThrow(
    expect.objectContaining({ code: 'FILE_CORRUPT', message: expect.stringMatching(message) as string }),
  );
});

it('an empty text is one', () => {
  expect(decodeText(new Uint8Array(), 'words.txt')).toBe('');
});
