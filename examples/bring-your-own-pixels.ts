/** Pixels that a program already has go in; masks, probabilities and a cut-out come out. No file is needed. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createImageReader, encodeHeatmap, encodePng } from '@langseg/adapter-node';
import { cropImage } from '@langseg/core';
import { createSegmenter, type RgbImage } from 'langseg';

// Three bytes a pixel, row by row: from a camera, a canvas, a video. Here they are a piece of a photo.
const photo = await createImageReader().read('samples/cow.jpg');
const pixels: RgbImage = cropImage(photo, { x: 120, y: 175, width: 500, height: 285 });

await using segmenter = await createSegmenter();
const result = await segmenter.segment(pixels, ['cow', 'grass']);

const { width, height } = pixels;
const mask = result.mask('cow'); // 1 where the cow is, else 0
const cutOut: RgbImage = {
  width,
  height,
  data: pixels.data.map((byte, i) => (mask[Math.floor(i / 3)] ? byte : 255)),
};
const probabilities = await result.heatmap('cow'); // 0..1 for every pixel

await mkdir('out', { recursive: true });
await writeFile('out/cow-cut-out.png', await encodePng(cutOut));
await writeFile('out/cow-heatmap.png', await encodeHeatmap(probabilities, { width, height, over: pixels }));

const [cow] = result.areas();
console.log(`cow: ${cow.pixels} of ${width * height} pixels`);
const middle = { label: result.labelAt(250, 95), probability: probabilities[95 * width + 250] };
console.log(`in its middle: ${middle.label}, probability ${middle.probability.toFixed(2)}`);
const [rle] = result.toRle();
console.log(`${rle.label} as COCO RLE: ${rle.segmentation.counts.slice(0, 50)}…`);
