import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compress } from '../build/precompressed.js';

it('puts smaller copies beside a file, and none where they save nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'precompressed-'));
  const put = (name: string, content: Uint8Array) => writeFileSync(join(folder, name), content);
  const text = Buffer.from('a word and a photo, '.repeat(200));
  put('a.js', text);
  put(
    'noise.bin',
    Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 2654435761) >>> 13),
  );
  put('small.css', Buffer.from('a{}'));
  await Promise.all(['a.js', 'noise.bin', 'small.css'].map((name) => compress(join(folder, name))));
  expect(brotliDecompressSync(readFileSync(join(folder, 'a.js.br')))).toEqual(text);
  expect(gunzipSync(readFileSync(join(folder, 'a.js.gz')))).toEqual(text);
  expect(existsSync(join(folder, 'small.css.br'))).toBe(false);
  rmSync(folder, { recursive: true });
});
