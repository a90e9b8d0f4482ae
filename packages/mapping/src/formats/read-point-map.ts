import { fileSource } from '@langseg/adapter-node';
import { readSafetensors } from '@langseg/checkpoints';
import { assertShape, LangSegError, toFloat32, type Tensor } from '@langseg/core';
import type { MapContent } from './map-format.js';

/**
 * Reads what the format `vectors` has written, to give its points other words.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `FILE_CORRUPT` for other files, `SHAPE_MISMATCH`.
 */
export async function readPointMap(path: string): Promise<Omit<MapContent, 'labelled'>> {
  const source = await fileSource(path);
  try {
    const { tensors, metadata } = await readSafetensors(source);
    const voxelSize = Number(metadata.get('voxel_size'));
    if (metadata.get('format') !== 'langseg-points' || !(voxelSize > 0))
      throw new LangSegError(
        'FILE_CORRUPT',
        `${path} is no point cloud with vectors: langseg fuse writes one with --format vectors.`,
        {
          path,
        },
      );
    const load = async (name: string): Promise<Tensor> => {
      const found = await tensors.get(name)?.load();
      if (found) return found;
      throw new LangSegError('FILE_CORRUPT', `${path} lacks the tensor ${name}.`, { path, name });
    };
    const vectors = toFloat32(await load('vectors'));
    const { N, D } = assertShape('vectors', vectors, ['N', 'D']);
    const part = async (name: string, shape: readonly number[]): Promise<Float64Array> => {
      const found = await load(name);
      assertShape(name, found, shape);
      return Float64Array.from(found.data, Number);
    };
    const frames = await load('frames');
    return {
      name: metadata.get('scene') ?? 'scene',
      ...(metadata.has('model') && { model: metadata.get('model')! }),
      map: {
        voxelSize,
        dim: D,
        vectors: vectors.data,
        points: Float32Array.from(await part('points', [N, 3])),
        colors: Uint8Array.from(await part('colors', [N, 3])),
        weights: Float32Array.from(await part('weights', [N])),
        cells: Int32Array.from(await part('cells', [N, 3])),
        frames: Array.from(frames.data, Number),
        firstPose: await part('first_pose', [4, 4]),
      },
    };
  } finally {
    await source.close();
  }
}
