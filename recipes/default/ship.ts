/**
 * Makes the embedded bundle from a finished run. Words move towards the names that were trained on; with 8-bit weights, biases make up for
 * what rounding adds on average:
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/ship.ts RUN [--out FOLDER] [--dtype int8|fp16|fp32]
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createHashingWriter,
  createNodeRuntime,
  fileSource,
  writeDirectoryAtomically,
} from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import { planConversion, writeBundle } from '@langseg/convert';
import { defaultRegistry } from '@langseg/components';
import { sizeOf, type ModelDtype } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { encodeWordTable } from '@langseg/text-encoders';
import { classNames, offeredNames } from './src/labels/offered-names.js';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment } from './src/material.js';
import { calibrationPhotos } from './src/rounding/calibration-photos.js';
import { correctBiases } from './src/rounding/correct-biases.js';
import { shippedModel, shippedRefiner } from './src/shipped-model.js';
import { measureShifts } from './src/rounding/measure-shifts.js';
import { aliases } from './src/text/aliases.js';
import { anchorWords } from './src/text/anchor-words.js';
import { anchoring } from './src/text/chosen.js';
import { readClipNames } from './src/text/clip-names.js';
import { likelyLabels } from './src/text/likely-labels.js';
import { readWordTable } from './src/text/text-bundle.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: fileURLToPath(bundleUrl) },
    dtype: { type: 'string', default: 'int8' },
  },
});
const [run] = positionals;
if (!run) throw new Error('Usage: ship.ts RUN [--out FOLDER] [--dtype int8|fp16|fp32]');

const { photos, work, weights } = materialFromEnvironment();
const { names } = await readClipNames(join(weights, 'clip-text'));
const trained = await readWordTable(join(work, 'words'));
const anchored = await anchorWords(trained, await classNames(run), await readWordNet(), anchoring);
const table = await likelyLabels(anchored, [...names, ...(await offeredNames(run))]);
const source = await fileSource(join(run, 'weights.safetensors'));
try {
  const checkpoint = await openCheckpoint(source);
  const parameters = [...checkpoint.tensors]
    .filter(([name]) => !/running_(mean|var)$/.test(name))
    .reduce((sum, [, { shape }]) => sum + sizeOf(shape), 0);
  const plan = await planConversion(checkpoint, {
    registry: defaultRegistry,
    wordTable: encodeWordTable(table),
    aliases,
  });
  const { preprocessing } = plan;
  const graphs = new Map(plan.graphs);
  if (values.dtype === 'int8' && preprocessing)
    for (const [path, graph] of plan.graphs) {
      const options = { preprocessing, runtime: createNodeRuntime() };
      graphs.set(path, correctBiases(graph, await measureShifts(graph, calibrationPhotos(photos), options)));
    }
  await writeDirectoryAtomically(
    values.out,
    async (folder) => {
      const pipeline = { ...plan.pipeline, refiner: shippedRefiner };
      const { files } = await writeBundle({ ...plan, graphs, pipeline }, createHashingWriter(folder), {
        ...shippedModel(parameters),
        dtype: values.dtype as ModelDtype,
      });
      const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
      console.log(`${table.words.length} words, ${bytes} bytes → ${values.out}`);
    },
    { overwrite: true },
  );
} finally {
  await source.close();
}
