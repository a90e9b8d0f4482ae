import { createHashingWriter } from '@langseg/adapter-node';
import { bytesSource, openCheckpoint, writeSafetensors, type Checkpoint } from '@langseg/checkpoints';
import { planConversion, writeBundle } from '@langseg/convert';
import { sourceOf, tensor, type ComponentSet, type TensorSource } from '@langseg/core';

const words = 'sky\t1 0\ngrass\t0 1\n';

/** A network that finds sky where a photo is bright: pixels go through unchanged, and half white is grass. */
const weights: Readonly<Record<string, { readonly shape: readonly number[]; readonly value: Value }>> = {
  'tiny.0.weight': { shape: [1, 3, 3, 3], value: (i) => (i % 9 === 4 ? 1 / 3 : 0) },
  'tiny.0.bias': { shape: [1], value: () => 0 },
  'tiny.1.weight': { shape: [1, 1, 3, 3], value: (i) => (i === 4 ? 1 : 0) },
  'tiny.1.bias': { shape: [1], value: () => 0 },
  'head.weight': { shape: [2, 1, 1, 1], value: (i) => 1 - i },
  'head.bias': { shape: [2], value: (i) => i / 5 },
  'blur.kernel': { shape: [1, 1, 3, 3], value: () => 1 / 9 },
  'blur.gain': { shape: [1], value: () => 2 },
};
type Value = (index: number) => number;

/**
 * Writes a bundle of strangers' components as `langseg convert` would.
 *
 * @param registry with the plugins.
 */
export async function writePluggedModel(folder: string, registry: ComponentSet): Promise<void> {
  const plan = await planConversion(await checkpoint(), {
    registry,
    textWeights: { name: 'words.tsv', bytes: new TextEncoder().encode(words) },
  });
  await writeBundle(plan, createHashingWriter(folder), { name: 'plugged' });
}

async function checkpoint(): Promise<Checkpoint> {
  const named = Object.entries(weights).map(([name, { shape, value }]): [string, TensorSource] => {
    const { data } = tensor('float32', shape);
    return [
      name,
      sourceOf(
        tensor(
          'float32',
          shape,
          data.map((_, i) => value(i)),
        ),
      ),
    ];
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(new Map(named))) chunks.push(chunk);
  return openCheckpoint(bytesSource(Buffer.concat(chunks)));
}
