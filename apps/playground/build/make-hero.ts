/**
 * Makes the mask and the names that the page shows before its model is there. Run it after a change of the default model, the photo or
 * its words:
 *
 *     node --conditions=@langseg/source --import tsx apps/playground/build/make-hero.ts
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { samples } from '../src/photo/samples.js';
import { heroOf } from './hero-of.js';

const folder = new URL('../src/photo/', import.meta.url);
const { width, height, layer, shares, names } = await heroOf();
const text = JSON.stringify({ width, height, shares, names }, (_, value: unknown) =>
  typeof value === 'number' ? Number(value.toFixed(4)) : value,
);
writeFileSync(new URL('hero.json', folder), `${text}\n`);
await sharp(layer, { raw: { width, height, channels: 4 } })
  .png({ palette: true, colours: 16, dither: 0, effort: 10 })
  .toFile(fileURLToPath(new URL('hero.png', folder)));

/** What is shown of the page where somebody shares its address: 1200 × 630, as most places want it. */
const [wide, high] = [1200, 630];
const scale = wide / width;
const top = Math.round((height * scale - high) / 2);
const cut = (picture: Sharp) =>
  picture
    .resize(wide, Math.round(height * scale), { kernel: 'lanczos3' })
    .extract({ left: 0, top, width: wide, height: high });
const words = names.map(({ index, x, y, room }) => {
  const { word } = samples[0].words[index];
  const size = Math.max(34, Math.min(96, 1000 * room * Math.min(0.8, 5 / word.length)));
  const down = Math.min(high - 20, Math.max(size, y * height * scale - top + size / 3));
  return `<text x="${x * wide}" y="${down}" font-size="${size}">${word}</text>`;
});
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" font-family="Georgia, serif" fill="#fff"
  stroke="#141210" stroke-opacity="0.6" stroke-width="8" paint-order="stroke" text-anchor="middle">${words.join('')}
  <text x="40" y="590" font-size="46" text-anchor="start">LangSeg: type a word and see it light up</text></svg>`;
sharp.unblock({ operation: ['VipsForeignLoadSvg'] });
const mask = await cut(sharp(layer, { raw: { width, height, channels: 4 } }))
  .png()
  .toBuffer();
await cut(sharp(fileURLToPath(samples[0].url)))
  .composite([{ input: mask }, { input: Buffer.from(drawing) }])
  .jpeg({ quality: 82 })
  .toFile(fileURLToPath(new URL('../public/og-image.jpg', import.meta.url)));
