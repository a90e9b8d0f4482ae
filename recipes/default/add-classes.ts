/**
 * Puts the classifier back that the trunk came with: writes `$LANGSEG_RUN/with-classes.safetensors`, the weights of a run in
 * which every class of PASCAL VOC adds the embedding of its name. Its background adds nothing at first.
 *
 *     LANGSEG_RUN=RUN node --conditions=@langseg/source --import tsx recipes/default/add-classes.ts
 */
import { join } from 'node:path';
import { fileSource } from '@langseg/adapter-node';
import { openCheckpoint, renameWeights } from '@langseg/checkpoints';
import { sourceOf } from '@langseg/core';
import { createWordVectorsEncoder } from '@langseg/text-encoders';
import { labelsOf } from './src/labels/label-options.js';
import { materialFromEnvironment, runFromEnvironment, trunkWeights } from './src/material.js';
import { photoSets } from './src/photo-sets.js';
import { classEmbeddings } from './src/start/class-embeddings.js';
import { writeWeights } from './src/write-weights.js';
import { readWordTable } from './src/text/text-bundle.js';

/** Of what a class adds: about the length of what the decoder makes of a pixel. */
const length = 10;

const { photos, weights, work } = materialFromEnvironment();
const run = runFromEnvironment();

const table = await readWordTable(join(work, 'words'));
const [, ...labels] = labelsOf(join(photos, photoSets.voc.folder));
const embeddings = await classEmbeddings(createWordVectorsEncoder(table), [undefined, ...labels], length);

const trained = await fileSource(join(run, 'weights.safetensors'));
const trunk = await fileSource(join(weights, trunkWeights));
try {
  const { tensors } = await openCheckpoint(trained);
  const classifier = renameWeights((await openCheckpoint(trunk)).tensors, (name) =>
    name.startsWith('068.') ? `backbone.${name}` : undefined,
  );
  const entries = [...tensors, ...classifier, ['classes.weight', sourceOf(embeddings)] as const];
  await writeWeights(join(run, 'with-classes.safetensors'), entries);
} finally {
  await Promise.all([trained.close(), trunk.close()]);
}
