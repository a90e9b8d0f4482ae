/**
 * Adds the second trunk: writes `with-scenes.safetensors` to `$LANGSEG_RUN`, the weights of a run with MOSAIC's, whose maps add nothing yet;
 * where its classifier sees one of ADE20K's classes, the embedding of the class is added. Without `$LANGSEG_RUN` it begins with the
 * default model as it is, and writes to `$LANGSEG_WORK`.
 *
 *     LANGSEG_RUN=RUN4 node --conditions=@langseg/source --import tsx recipes/default/add-scenes.ts [--length 4]
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { directoryAssets, fileSource } from '@langseg/adapter-node';
import { openCheckpoint, renameWeights } from '@langseg/checkpoints';
import { sourceOf, tensor, type Weights } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { mobilenet, mobilenetChannels, twoTrunkChannels } from '@langseg/image-encoders';
import { createWordVectorsEncoder } from '@langseg/text-encoders';
import { graphWeights } from '@langseg/training/parts';
import { materialFromEnvironment } from './src/material.js';
import { bundledGraph } from './src/shipped-model.js';
import { classEmbeddings } from './src/start/class-embeddings.js';
import { teachers } from './src/teacher/teachers.js';
import { writeWeights } from './src/write-weights.js';
import { readWordTable } from './src/text/text-bundle.js';

const { values } = parseArgs({ options: { length: { type: 'string', default: '4' } } });
const { weights, work } = materialFromEnvironment();
const run = process.env.LANGSEG_RUN;

const table = await readWordTable(join(work, 'words'));
const classes = teachers.ade31.classes.map((word) => word ?? undefined);
const embeddings = await classEmbeddings(createWordVectorsEncoder(table), classes, Number(values.length));

const sizes = { ...twoTrunkChannels, embeddingDim: table.dim };
const joins = mobilenet.architecture
  .parameters(sizes)
  .filter(({ name }) => name.startsWith('scenes.'))
  .map(({ name, shape }) => {
    const value = name === 'scenes.classes.weight' ? embeddings : tensor('float32', shape);
    return [name, sourceOf(value)] as const;
  });

const trunk = await fileSource(join(weights, 'mobilenet', `${teachers.ade31.file}.safetensors`));
const trained = run ? await fileSource(join(run, 'weights.safetensors')) : undefined;
try {
  const scenes = renameWeights((await openCheckpoint(trunk)).tensors, (name) => `mosaic.${name}`);
  const before = trained ? (await openCheckpoint(trained)).tensors : await defaultWeights();
  const path = join(run ?? work, 'with-scenes.safetensors');
  await writeWeights(path, [...before, ...scenes, ...joins]);
  console.log(path);
} finally {
  await Promise.all([trunk.close(), trained?.close()]);
}

/** Those of the default model, as far as eight bits tell. */
async function defaultWeights(): Promise<Weights> {
  const graph = await bundledGraph(directoryAssets(fileURLToPath(bundleUrl)));
  return graphWeights(
    graph,
    mobilenet.architecture.parameters({ ...mobilenetChannels, embeddingDim: table.dim }),
  );
}
