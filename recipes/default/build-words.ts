/**
 * Makes the word vectors that the default model is trained with as a bundle in `$LANGSEG_WORK/words`:
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/build-words.ts
 */
import { join } from 'node:path';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment } from './src/material.js';
import { readClipNames } from './src/text/clip-names.js';
import { aliases } from './src/text/aliases.js';
import { chosen } from './src/text/chosen.js';
import { mapWords, retrofitWords } from './src/text/map-words.js';
import { neighbours } from './src/text/neighbours.js';
import { readGloveWords } from './src/text/glove-words.js';
import { writeTextBundle } from './src/text/text-bundle.js';
import { wordRows, wordTable } from './src/text/word-rows.js';

const { weights, work } = materialFromEnvironment();
const table = await readGloveWords();
const moved = retrofitWords(wordRows(table), neighbours(await readWordNet(), table.words));
const mapped = wordTable(await mapWords(moved, await readClipNames(join(weights, 'clip-text')), chosen));
const folder = join(work, 'words');
const { bytes, sha256 } = await writeTextBundle(folder, mapped, aliases);
console.log(`${mapped.words.length} words × ${mapped.dim} numbers, ${bytes} bytes → ${folder}\n${sha256}`);
