/**
 * Makes the word vectors that the default model is trained with as a bundle in `$LANGSEG_WORK/words`:
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/build-words.ts [--like packages/default-model/bundle]
 *
 * `--like` turns them as those of a bundle lie, for whoever goes on from its weights.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment } from './src/material.js';
import { alignWords } from './src/text/align-words.js';
import { readClipNames } from './src/text/clip-names.js';
import { aliases } from './src/text/aliases.js';
import { chosen } from './src/text/chosen.js';
import { mapWords, retrofitWords } from './src/text/map-words.js';
import { neighbours } from './src/text/neighbours.js';
import { readGloveWords } from './src/text/glove-words.js';
import { readWordTable, writeTextBundle } from './src/text/text-bundle.js';
import { wordRows, wordTable } from './src/text/word-rows.js';

const { values } = parseArgs({ options: { like: { type: 'string' } } });
const { weights, work } = materialFromEnvironment();
const table = await readGloveWords();
const moved = retrofitWords(wordRows(table), neighbours(await readWordNet(), table.words));
const mapped = await mapWords(moved, await readClipNames(join(weights, 'clip-text')), chosen);
const words =
  values.like === undefined ? mapped : alignWords(mapped, wordRows(await readWordTable(values.like)));
const folder = join(work, 'words');
const { bytes, sha256 } = await writeTextBundle(folder, wordTable(words), aliases);
console.log(
  `${words.words.length} words × ${words.directions.columns} numbers, ${bytes} bytes → ${folder}\n${sha256}`,
);
