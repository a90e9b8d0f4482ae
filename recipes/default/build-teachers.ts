/**
 * Makes the folders of the networks that teach, in `$LANGSEG_WORK/teachers`, from their operator lists and weights:
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/build-teachers.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource } from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import { constantOf, encodeModel, type Graph } from '@langseg/onnx-graph';
import type { TeacherDescription } from '@langseg/training/node';
import { materialFromEnvironment, teacherFolder } from './src/material.js';
import { listedGraph } from './src/teacher/listed-graph.js';
import { inputRange, readOperatorList } from './src/teacher/operator-list.js';
import { teachers } from './src/teacher/teachers.js';

const { weights, work } = materialFromEnvironment();
for (const [name, { file, classes, longestSide }] of Object.entries(teachers)) {
  const list = await readOperatorList(join(weights, 'mobilenet', `${file}.ops.json`));
  const source = await fileSource(join(weights, 'mobilenet', `${file}.safetensors`));
  try {
    const { tensors } = await openCheckpoint(source);
    const { model } = await encodeModel(await withWeightsInside(listedGraph(list, tensors, classes.length)));
    const { mean, std } = inputRange(list);
    const description: TeacherDescription = {
      classes: [...classes],
      mean: [mean, mean, mean],
      std: [std, std, std],
      longestSide,
    };
    const folder = teacherFolder({ work }, name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'teacher.onnx'), model);
    await writeFile(join(folder, 'teacher.json'), `${JSON.stringify(description)}\n`);
    console.log(`${name}: ${classes.length} classes, ${model.length} bytes → ${folder}`);
  } finally {
    await source.close();
  }
}

/** One file is enough for a few megabytes. */
async function withWeightsInside(graph: Graph): Promise<Graph> {
  const initializers = await Promise.all(
    [...graph.initializers].map(async ([name, weight]) => [name, constantOf(await weight.load())] as const),
  );
  return { ...graph, initializers: new Map(initializers) };
}
