import { expect, it } from 'vitest';
import { checkBundlePath } from './bundle-path.js';

it.each([
  'config.json',
  'onnx/model.onnx_data',
  'a/.hidden/b..c/…',
  'text/wörter 1.bin',
  'console/null.txt',
  '100% cow.json',
])('%j stays in a bundle', (path) => expect(checkBundlePath(path)).toBe(path));

const outside = ['..', '../evil', 'a/../../evil', './evil', 'a/./b', 'a/..', '/etc/evil', '//host/evil', ''];
const windows = [
  'C:evil',
  'C:\\evil',
  'C:/evil',
  '\\\\host\\evil',
  '..\\evil',
  'file:evil',
  'a/.. /evil',
  'a./b',
];
const devices = ['NUL', 'con.json', 'a/com1.txt/b', 'Aux'];
const encoded = ['%2e%2e/evil', '..%2fevil', '%2E%2E%5Cevil', '%252e%252e/evil', 'a%00', '%c0%ae%c0%ae/evil'];
const odd = ['a//b', 'a/', 'nul\u0000', 'line\nend', 'a?b', 'a*'];

it.each([...outside, ...windows, ...devices, ...encoded, ...odd])('%j is refused', (path) => {
  expect(() => checkBundlePath(path)).toThrow(
    expect.objectContaining({ code: 'FILE_UNSAFE', context: { path } }),
  );
});

it('takes linear time, and says no more than anybody reads', () => {
  for (const token of ['.', '/', '../', 'a', '%', ' ', '%2', 'nul.']) {
    const start = performance.now();
    try {
      checkBundlePath(token.repeat(1_000_000 / token.length));
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(1500);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  }
});
