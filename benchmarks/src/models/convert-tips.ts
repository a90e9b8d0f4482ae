import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tipsImageWeights, tipsTextWeights, tipsTokenizer, type TipsSize } from './tips-models.js';
import { writeNpz } from './write-npz.js';

const cli = fileURLToPath(new URL('../../../packages/cli/bin/langseg.js', import.meta.url));

/** What a conversion took. */
export interface Conversion {
  readonly seconds: number;
  readonly peakMemoryBytes: number;
}

/** Writes the three files of a TIPSv2 with random weights, as they are published. */
export async function writeTipsFiles(size: TipsSize, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeNpz(join(folder, 'vision.npz'), tipsImageWeights(size, 0.1));
  await writeNpz(join(folder, 'text.npz'), tipsTextWeights(size));
  await writeFile(join(folder, 'tokenizer.model'), tipsTokenizer());
}

/** Converts these files with the built command, in a process of its own. */
export async function convertTips(folder: string, dtype: 'fp32' | 'q8', out: string): Promise<Conversion> {
  const files = [join(folder, 'vision.npz'), '--text-weights', join(folder, 'text.npz')];
  const output = await run([cli, 'convert', ...files, '--dtype', dtype, '--out', out, '--json']);
  return JSON.parse(output) as Conversion;
}

/** Bytes of weights in a bundle. */
export async function weightBytes(bundle: string): Promise<number> {
  const { files } = JSON.parse(await readFile(join(bundle, 'config.json'), 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly bytes: number }>>;
  };
  const weights = Object.entries(files).filter(([path]) => path.endsWith('.onnx_data'));
  return weights.reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

/** Runs a program of Node's. @returns what it prints. */
export function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = ['', ''];
    [child.stdout, child.stderr].forEach((stream, i) =>
      stream.on('data', (chunk) => (output[i] += String(chunk))),
    );
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output[0]) : reject(new Error(`ended with ${code}: ${output[1].trim()}`)),
    );
  });
}
