import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSafetensors } from '@langseg/checkpoints';
import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import { afterAll, describe, expect, it } from 'vitest';
import { initializeWeights } from '../../weights/initialize-weights.js';
import { withNamedWeights } from './named-weights.js';

const folder = mkdtempSync(join(tmpdir(), 'langseg-named-weights-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const specs = ['stem.weight', 'head.bias'].map((name): ParameterSpec => ({
  name,
  shape: [2],
  kind: 'parameter',
  initial: { kind: 'constant', value: 0 },
}));

async function written(weights: Readonly<Record<string, readonly number[]>>): Promise<string> {
  const sources = Object.entries(weights).map(([name, values]): [string, TensorSource] => [
    name,
    sourceOf(tensor('float32', [values.length], Float32Array.from(values))),
  ]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(sources)) chunks.push(chunk);
  const path = join(folder, 'weights.safetensors');
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}

/** The values that training would begin with, and what is said about them. */
async function start(checkpoint: string, stateDict?: string) {
  const notes: string[] = [];
  const models = () => Promise.reject(new Error('not needed'));
  const options = { specs, models, onNote: (note: string) => notes.push(note) };
  const values = await withNamedWeights({ checkpoint, stateDict }, options, async (found) => {
    const { weights } = await initializeWeights(specs, { seed: 1, checkpoint: found, minimum: 1 });
    return [...weights.values()].map(({ data }) => [...data]);
  });
  return { values, notes: notes.join(' ') };
}

describe('weights of a checkpoint to begin with', () => {
  it.each(['', 'module.', 'model.', '_orig_mod.', 'net.', 'module.net.', '_orig_mod.module.net.', 'ema.'])(
    'are found behind %j as convert finds them',
    async (prefix) => {
      const path = await written({ [`${prefix}stem.weight`]: [1, 2], [`${prefix}head.bias`]: [3, 4] });
      const { values, notes } = await start(path);
      expect(values).toEqual([
        [1, 2],
        [3, 4],
      ]);
      for (const part of prefix.split('.').filter(Boolean)) expect(notes).toContain(`${part}.`);
    },
  );

  it('are chosen by name where there are several', async () => {
    const of = (prefix: string, value: number) => ({
      [`${prefix}.stem.weight`]: [value, value],
      [`${prefix}.head.bias`]: [value, value],
    });
    const path = await written({ ...of('ema', 7), ...of('model', 8) });
    expect((await start(path)).values[0]).toEqual([8, 8]);
    expect((await start(path, 'ema')).values[0]).toEqual([7, 7]);
  });

  it('that are no numbers are refused by their names', async () => {
    const path = await written({ 'stem.weight': [1, 2], 'head.bias': [3, NaN] });
    await expect(start(path)).rejects.toThrow(
      expect.objectContaining({
        code: 'FILE_CORRUPT',
        message: expect.stringMatching(/"head\.bias" holds 1 value/),
      }),
    );
  });
});
