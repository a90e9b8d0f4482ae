import { colorAt } from '@langseg/core';
import * as z from 'zod';
import { defineMapFormat, type MapContent } from './map-format.js';
import { writeChunks } from './write-chunks.js';

const pointsAtOnce = 65_536;

/**
 * PLY, binary little-endian, as MeshLab, CloudCompare, Blender and Open3D read it: `x y z` (float), `red green blue` (uchar) and, where
 * words were given, `label` (ushort), the index of a label; the labels stand in comments of the header.
 */
export const ply = defineMapFormat({
  type: 'ply',
  description: 'a point cloud coloured by words, or as photographed (PLY)',
  configSchema: z.strictObject({
    /** What colours the points: their words, or the photos. Default: words, where there are some. */
    colors: z.enum(['labels', 'photo']).optional(),
  }),
  async write(content, { colors }, { file }) {
    const isLabelled = content.labelled !== undefined && colors !== 'photo';
    await file(`${content.name}.ply`, (path) => writeChunks(path, plyChunks(content, isLabelled)));
  },
});

function* plyChunks(
  { name, map, labelled, model }: MapContent,
  isLabelled: boolean,
): Generator<Uint8Array, void, undefined> {
  const count = map.weights.length;
  const comments = [
    `LangSeg, scene ${name}${model === undefined ? '' : `, model ${model}`}`,
    ...(labelled?.labels ?? []).map((label, index) => {
      const color = colorAt(labelled!.palette, index).join(' ');
      return `label ${index} ${color} ${label}`;
    }),
  ];
  yield new TextEncoder().encode(
    [
      'ply',
      'format binary_little_endian 1.0',
      // What is no ASCII, and line breaks above all, would end the header elsewhere.
      ...comments.map((comment) => `comment ${comment.replace(/[^ -~]/gu, '?')}`),
      `element vertex ${count}`,
      ...['x', 'y', 'z'].map((axis) => `property float ${axis}`),
      ...['red', 'green', 'blue'].map((channel) => `property uchar ${channel}`),
      ...(labelled ? ['property ushort label'] : []),
      'end_header\n',
    ].join('\n'),
  );
  const size = labelled ? 17 : 15;
  for (let first = 0; first < count; first += pointsAtOnce) {
    const some = Math.min(pointsAtOnce, count - first);
    const chunk = new DataView(new ArrayBuffer(some * size));
    for (let i = 0; i < some; i++) {
      const point = first + i;
      const color =
        isLabelled && labelled
          ? colorAt(labelled.palette, labelled.labelMap[point])
          : map.colors.subarray(3 * point, 3 * point + 3);
      for (let axis = 0; axis < 3; axis++) {
        chunk.setFloat32(i * size + 4 * axis, map.points[3 * point + axis], true);
        chunk.setUint8(i * size + 12 + axis, color[axis]);
      }
      if (labelled) chunk.setUint16(i * size + 15, labelled.labelMap[point], true);
    }
    yield new Uint8Array(chunk.buffer);
  }
}
