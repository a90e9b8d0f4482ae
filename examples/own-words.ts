/**
 * A model for your own words in a minute: a few rectangles on the sample photos say what is what, and a decoder learns it on the
 * frozen trunk of the default model. Arguments change the recipe: `… own-words.ts epochs=10`.
 */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { directoryAssets } from '@langseg/adapter-node';
import { bundleUrl } from '@langseg/default-model';
import { loadRecipe, trainRecipe } from '@langseg/training/node';
import { createSegmenter, type Segmenter } from 'langseg';
import { photos, words } from './own-words/boxes.js';
import { rightShare } from './own-words/right-share.js';
import { writeBoxes } from './own-words/write-boxes.js';

const out = 'out/own-words';
await rm(out, { recursive: true, force: true });
await writeBoxes(out);

const recipe = await loadRecipe(`${out}/recipe.json`, process.argv.slice(2));
const { model } = await trainRecipe({
  recipe,
  folder: `${out}/run`,
  models: () => Promise.resolve(directoryAssets(fileURLToPath(bundleUrl))), // "default", for its trunk and its words
  onEvent(event) {
    if (event.type === 'note') console.log(event.message);
    if (event.type === 'step' && event.metrics.step % (event.steps / 2) === 0)
      console.log(`step ${event.metrics.step} of ${event.steps}: loss ${event.smoothedLoss.toFixed(3)}`);
  },
});

// Rectangles that training has not seen, in the same photos.
await using before = await createSegmenter();
await using after = await createSegmenter({ model });
await show('default model', before);
await show('your own', after);
for (const photo of photos)
  await (await after.segment(`samples/${photo}.jpg`, words)).save(`${out}/${photo}.overlay.png`);

async function show(title: string, segmenter: Segmenter) {
  const shares = await rightShare(segmenter);
  const mean = [...shares.values()].reduce((sum, share) => sum + share, 0) / shares.size;
  const each = [...shares].map(([word, share]) => `${word} ${(100 * share).toFixed(0)}`).join(', ');
  console.log(`${title}: ${(100 * mean).toFixed(0)} % of the pixels right (${each})`);
}
