/**
 * Converts a checkpoint of the small architecture into the embedded bundle:
 *
 *     node --conditions=@langseg/source --import tsx packages/default-model/scripts/build-bundle.ts CHECKPOINT
 *
 * The word table must have been built before (`build-word-vectors.mjs`).
 */
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHashingWriter, fileSource, sha256File } from '@langseg/adapters/node';
import { openCheckpoint } from '@langseg/checkpoints';
import { planConversion, writeBundle } from '@langseg/convert';
import { aliases } from './aliases.js';

const [checkpointPath] = process.argv.slice(2);
if (!checkpointPath) throw new Error('Usage: build-bundle.ts CHECKPOINT');

const bundle = fileURLToPath(new URL('../bundle', import.meta.url));
const wordTable = new Uint8Array(await readFile(`${bundle}/text/word-vectors.bin`));
const source = await fileSource(checkpointPath);
try {
  const plan = await planConversion(await openCheckpoint(source), { wordTable, aliases });
  const built = `${bundle}.new`;
  await rm(built, { recursive: true, force: true });
  await mkdir(built);
  await writeBundle(plan, createHashingWriter(built), {
    name: 'langseg-default',
    description: 'The small model that LangSeg ships with: about 2.2 million parameters, English words.',
    license: 'Apache-2.0',
    source: { file: basename(checkpointPath), sha256: await sha256File(checkpointPath) },
  });
  await rm(bundle, { recursive: true });
  await rename(built, bundle);
} finally {
  await source.close();
}
