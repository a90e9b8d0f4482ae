import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource } from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import { toFloat32 } from '@langseg/core';
import { Matrix } from 'ml-matrix';
import { unitLength } from './unit-length.js';

/** Names and what a CLIP text encoder makes of them. */
export interface NameEmbeddings {
  readonly names: readonly string[];
  /** `[N, 512]`: without their mean, which all names share, and of unit length. */
  readonly embeddings: Matrix;
}

/** Reads `vitb32_names.json` and `.safetensors`, the embeddings of "a {name}". */
export async function readClipNames(folder: string): Promise<NameEmbeddings> {
  const names = JSON.parse(await readFile(join(folder, 'vitb32_names.json'), 'utf8')) as string[];
  const source = await fileSource(join(folder, 'vitb32_names.safetensors'));
  try {
    const [tensor] = (await openCheckpoint(source)).tensors.values();
    const { data } = toFloat32(await tensor.load());
    const embeddings = Matrix.from1DArray(names.length, tensor.shape[1], data);
    return { names, embeddings: unitLength(embeddings.center('column')) };
  } finally {
    await source.close();
  }
}
