/**
 * Scores a model bundle by the protocols of the photo sets:
 *
 *     npm run eval:default -- --data FOLDER [--model BUNDLE] [--only GROUP] [--longest-side 320] [--classes] [--json FILE] [--card]
 *
 * `--card` writes `docs/default-model.json`, from which the pages have their numbers.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createNodeRuntime } from '@langseg/adapter-node';
import { createSegmenter } from 'langseg';
import { readProtocols } from './src/evaluation/protocols.js';
import { cardOf, classTable, scoreTable } from './src/evaluation/score-table.js';
import { scoreModel } from './src/evaluation/score-model.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.LANGSEG_PHOTOS },
    model: { type: 'string', default: 'default' },
    'longest-side': { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    classes: { type: 'boolean', default: false },
    card: { type: 'boolean', default: false },
  },
});
const card = new URL('../../docs/default-model.json', import.meta.url);
if (!values.data) throw new Error('Give --data, the folder of the photo sets, or set LANGSEG_PHOTOS.');

const protocols = (await readProtocols(values.data)).filter(({ name }) => name.startsWith(values.only));
// Training often runs beside it.
const runtime = createNodeRuntime({ spinning: false });
const segmenter = await createSegmenter({ model: values.model, runtime });
try {
  const longestSide = values['longest-side'];
  const scores = await scoreModel(segmenter, values.data, protocols, {
    ...(longestSide !== undefined && { longestSide: Number(longestSide) }),
    onProgress: (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} photos`);
    },
  });
  console.log(`\n${scoreTable(scores)}`);
  if (values.classes) console.log(classTable(scores));
  if (values.card) await writeFile(card, `${JSON.stringify(cardOf(scores), null, 2)}\n`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(scores, null, 2)}\n`);
} finally {
  await segmenter.dispose();
}
