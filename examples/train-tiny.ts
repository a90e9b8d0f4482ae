/**
 * A small model from nothing, in about a minute and a half. One data set names colours, another shapes; the model then
 * finds a "blue square", which neither names and no photo shows. Arguments change the recipe: `… train-tiny.ts epochs=4`.
 */
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { directoryAssets, encodePng } from '@langseg/adapter-node';
import { bundleUrl } from '@langseg/default-model';
import { createRandom } from '@langseg/training';
import { loadRecipe, trainRecipe, type TrainingEvent } from '@langseg/training/node';
import { createSegmenter } from 'langseg';
import { drawScene } from './train-tiny/draw-scene.js';
import { measure, meanIou, type Score } from './train-tiny/measure.js';
import {
  background,
  colorOf,
  colors,
  hueOf,
  hues,
  isKeptBack,
  shapes,
  type Thing,
} from './train-tiny/toy-world.js';
import { writeData } from './train-tiny/write-data.js';

const out = 'out/train-tiny';
await rm(out, { recursive: true, force: true });
await writeData(out, 1);

const recipe = await loadRecipe(`${out}/recipe.json`, process.argv.slice(2));
const { model } = await trainRecipe({
  recipe,
  folder: `${out}/run`,
  models: () => Promise.resolve(directoryAssets(fileURLToPath(bundleUrl))), // "default", for its words
  onEvent: report,
});

// Photos that training has not seen, of all colours in all shapes.
const pairs = colors.flatMap((color) =>
  shapes.map((shape) => ({ color, shape, label: `${color} ${shape}` })),
);
const random = createRandom(2, 'test');
const scenes = Array.from({ length: 40 }, () => {
  const shown = Array.from({ length: 4 }, () => random.pick(pairs));
  return drawScene(
    shown.map(({ color, shape }) => ({ shape, hue: hueOf(color, random) })),
    random,
  );
});

await using segmenter = await createSegmenter({ model });
const taught = [
  ...(await measure(segmenter, scenes, colors, (thing) => colorOf(thing)!)),
  ...(await measure(segmenter, scenes, shapes, ({ shape }) => shape)),
].filter(({ label }) => label !== background);
const labels = pairs.map(({ label }) => label);
const asked = await measure(segmenter, scenes, labels, (thing) => `${colorOf(thing)} ${thing.shape}`);
const paired = (kept: boolean) =>
  pairs.flatMap(({ color, shape }, i) => (isKeptBack(color, shape) === kept ? asked[i] : []));
show('words that masks name', taught);
show('pairs of them that no mask names', paired(false));
show('pairs that no photo shows either', paired(true));

// A large one, to look at. In this order the palette's colours are like those of the things.
const things: Thing[] = [
  { hue: hues.blue, shape: 'square' },
  { hue: hues.red, shape: 'triangle' },
  { hue: hues.yellow, shape: 'circle' },
  { hue: hues.green, shape: 'circle' },
];
const words = ['yellow circle', 'blue square', 'green circle', 'yellow square', background, 'red triangle'];
const { photo } = drawScene(things, createRandom(7, 'picture'), 5);
await writeFile(`${out}/photo.png`, await encodePng(photo));
const result = await segmenter.segment(photo, words);
await result.save(`${out}/photo.overlay.png`);

function report(event: TrainingEvent) {
  if (event.type === 'step' && event.metrics.step % (event.steps / event.epochs) === 0)
    console.log(`step ${event.metrics.step} of ${event.steps}: loss ${event.smoothedLoss.toFixed(3)}`);
}

function show(title: string, scores: readonly Score[]) {
  const each = scores.map(({ label, iou }) => `${label} ${(100 * iou).toFixed(0)}`).join(', ');
  console.log(`${title}: IoU ${(100 * meanIou(scores)).toFixed(0)} % (${each})`);
}
