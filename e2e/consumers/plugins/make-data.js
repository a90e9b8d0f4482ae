import { mkdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

// Two photos of sky above grass, in the layout of langseg-pairs.
mkdirSync('data');
writeFileSync('data/labels.txt', 'sky\ngrass\n');
const [width, height] = [32, 32];
const mask = Uint8Array.from({ length: width * height }, (_, i) => (i < (width * height) / 2 ? 0 : 1));
const photo = Uint8Array.from(mask, (label) => 80 + 100 * label);
for (const name of ['a', 'b']) {
  await sharp(photo, { raw: { width, height, channels: 1 } }).toFile(`data/${name}.png`);
  const grey = sharp(mask, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
  await grey.toFile(`data/${name}_mask.png`);
}

// Word vectors of their labels, as langseg-word-list reads them.
writeFileSync('words.tsv', 'sky\t0 1 0 0\ngrass\t1 0 0 0\ndog\t-1 0.5 1e-3 0\n');
