import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import type { TeacherDescription } from '../teacher-folder.js';

/** Writes a teacher that knows blue and green: `heaven` and `lawn`, at half the photo's resolution, in logits. */
export async function writeTeacher(folder: string): Promise<void> {
  const g = new GraphBuilder('teacher');
  const pixels = g.input('pixels', 'float32', [1, 3, 'height', 'width']);
  const pooled = g.op('AveragePool', [pixels], { kernel_shape: [2, 2], strides: [2, 2] });
  // Neither; blue less green; green less blue.
  const kernel = tensor('float32', [3, 3, 1, 1], Float32Array.of(0, 0, 0, 0, -9, 9, 0, 9, -9));
  const logits = g.op('Conv', [pooled, g.constant(kernel)]);
  g.output('logits', logits, 'float32', [1, 3, 'rows', 'columns']);
  const description: TeacherDescription = {
    classes: [null, 'heaven', 'lawn'],
    mean: [0, 0, 0],
    std: [1, 1, 1],
    longestSide: 40,
    isLogits: true,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'teacher.onnx'), (await encodeModel(g.build())).model);
  await writeFile(join(folder, 'teacher.json'), JSON.stringify(description));
}
