import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeMask, encodePng } from '@langseg/adapter-node';
import { paletteFor } from '@langseg/core';
import { createRandom, type Random } from '@langseg/training';
import { drawScene } from './draw-scene.js';
import { background, colorOf, colors, hueOf, looksKeptBack, shapes, type Thing } from './toy-world.js';

/** A data set whose annotators had one way to call things. */
interface Annotation {
  readonly labels: readonly string[];
  readonly labelOf: (thing: Thing) => string | undefined;
  readonly draw: (random: Random) => Thing;
  /** Photos of each list. */
  readonly photos: Readonly<Record<string, number>>;
}

/** Two data sets. One names only colours; the other only shapes, which are harder, and its things have any colour. */
const annotations: Readonly<Record<string, Annotation>> = {
  colors: {
    labels: colors,
    labelOf: colorOf,
    draw: (random) => ({ hue: hueOf(random.pick(colors), random), shape: random.pick(shapes) }),
    photos: { train: 160, val: 12 },
  },
  shapes: {
    labels: shapes,
    labelOf: ({ shape }) => shape,
    draw: (random) => ({ hue: random.uniform(0, 360), shape: random.pick(shapes) }),
    photos: { train: 240, val: 12 },
  },
};

/** Writes the data sets, as `"type": "folder"` of a recipe reads them, and the recipe beside them. */
export async function writeData(folder: string, seed: number): Promise<void> {
  for (const [name, annotation] of Object.entries(annotations)) {
    for (const kind of ['images', 'masks']) await mkdir(join(folder, name, kind), { recursive: true });
    const classes = [background, ...annotation.labels];
    await writeFile(join(folder, name, 'classes.json'), JSON.stringify(classes));
    for (const [list, count] of Object.entries(annotation.photos)) {
      const ids = Array.from({ length: count }, (_, index) => `${list}-${index}`);
      await writeFile(join(folder, name, `${list}.txt`), ids.join('\n'));
      for (const id of ids)
        await writeSample(join(folder, name), id, annotation, createRandom(seed, name, id));
    }
  }
  await copyFile(new URL('recipe.json', import.meta.url), join(folder, 'recipe.json'));
}

async function writeSample(folder: string, id: string, annotation: Annotation, random: Random) {
  const { photo, things, truth } = drawScene(
    Array.from({ length: random.int(2, 5) }, () => drawAllowed(annotation, random)),
    random,
  );
  // What the example claims: nothing kept back is in any photo, and no mask names a colour and a shape at once.
  assert(!things.some(looksKeptBack));
  const classes = [background, ...annotation.labels];
  assert(classes.every((label) => /^[a-z]+$/.test(label)));
  const values = things.map((thing) => classes.indexOf(annotation.labelOf(thing) ?? ''));
  assert(!values.includes(-1));
  const mask = Uint8Array.from(truth, (index) => (index < 0 ? 0 : values[index]));
  await writeFile(join(folder, 'images', `${id}.png`), await encodePng(photo));
  const { width, height } = photo;
  const options = { width, height, labels: classes, palette: paletteFor(classes.length) };
  await writeFile(join(folder, 'masks', `${id}.png`), await encodeMask(mask, options));
}

/** Draws until it is nothing that is kept back. */
function drawAllowed({ draw }: Annotation, random: Random): Thing {
  for (;;) {
    const thing = draw(random);
    if (!looksKeptBack(thing)) return thing;
  }
}
