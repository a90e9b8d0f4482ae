import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Smaller files aren't worth a second name. */
const smallest = 1024;

/** What is not compressed already. */
const compressible = /\.(html|js|mjs|css|json|svg|webmanifest|wasm|onnx|onnx_data|bin)$/;

/** A compressed file has to save so much of the original. */
const worthwhile = 0.05;

/** Bytes above which the best quality takes minutes, and a good one too. */
const [large, huge] = [2 ** 20, 2 ** 24];

/** Puts a `.br` and a `.gz` beside every built file that gets smaller by it, for servers that send them. */
export function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    async writeBundle({ dir }) {
      const files = readdirSync(dir!, { recursive: true, encoding: 'utf8' });
      await Promise.all(
        files.filter((file) => compressible.test(file)).map((file) => compress(join(dir!, file))),
      );
    },
  };
}

/** Compresses a file of any size both ways. */
export async function compress(path: string): Promise<void> {
  const bytes = readFileSync(path);
  if (bytes.length < smallest) return;
  const quality = bytes.length > huge ? 6 : bytes.length > large ? 9 : 11;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  for (const [ending, packed] of [
    ['br', br],
    ['gz', gz],
  ] as const)
    if (packed.length < (1 - worthwhile) * bytes.length) writeFileSync(`${path}.${ending}`, packed);
}
