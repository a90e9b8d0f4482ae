import { writeSafetensors } from '@langseg/checkpoints';
import { castSource, sourceOf, tensor, type TensorSource } from '@langseg/core';
import * as z from 'zod';
import { defineMapFormat } from './map-format.js';
import { writeChunks } from './write-chunks.js';

/**
 * safetensors with everything that the point cloud holds, to be asked for other words later: `vectors` [N, D], `points` [N, 3] in metres,
 * `colors` [N, 3], `weights` [N], `cells` [N, 3], `frames`, `first_pose` [4, 4]; `labels` [N] where words were given. See `readPointMap`.
 */
export const vectors = defineMapFormat({
  type: 'vectors',
  description: 'points, vectors, colours, weights, to be asked for other words later (safetensors)',
  configSchema: z.strictObject({
    dtype: z.enum(['float16', 'float32']).default('float16'),
  }),
  async write({ name, map, labelled, model }, { dtype }, { file, signal }) {
    const count = map.weights.length;
    const tensors: [string, TensorSource][] = [
      ['vectors', castSource(sourceOf(tensor('float32', [count, map.dim], map.vectors)), dtype)],
      ['points', sourceOf(tensor('float32', [count, 3], map.points))],
      ['colors', sourceOf(tensor('uint8', [count, 3], map.colors))],
      ['weights', sourceOf(tensor('float32', [count], map.weights))],
      ['cells', sourceOf(tensor('int32', [count, 3], map.cells))],
      ['frames', sourceOf(tensor('int32', [map.frames.length], Int32Array.from(map.frames)))],
      ['first_pose', sourceOf(tensor('float64', [4, 4], map.firstPose))],
    ];
    if (labelled)
      tensors.push(['labels', sourceOf(tensor('int32', [count], Int32Array.from(labelled.labelMap)))]);
    const metadata = {
      ...{ format: 'langseg-points', scene: name, voxel_size: String(map.voxelSize) },
      ...(model !== undefined && { model }),
      ...(labelled && { labels: JSON.stringify(labelled.labels) }),
    };
    await file(`${name}.safetensors`, (path) =>
      writeChunks(path, writeSafetensors(tensors, { metadata, signal })),
    );
  },
});
