/** Photos with depth become a point cloud with vectors, which is asked for words, and for other words without a photo. */
import { rm } from 'node:fs/promises';
import { fuseScene, openRgbd, readPointMap, saveMap } from '@langseg/mapping';
import { paletteFor, tensor } from '@langseg/core';
import { createSegmenter } from 'langseg';
import { makeRgbdScene } from './src/make-rgbd-scene.js';

// A made scene: the photo of the cows, thrown onto a floor and a wall, from four places.
const folder = 'out/pasture-rgbd';
await rm(folder, { recursive: true, force: true });
await makeRgbdScene('samples/cow.jpg', folder);

await using segmenter = await createSegmenter();
const map = await fuseScene(await openRgbd(folder), segmenter, { voxelSize: 0.04 });
const vectors = tensor('float32', [map.weights.length, map.dim], map.vectors);
const { labels, labelMap } = await segmenter.labelVectors(vectors, ['cow', 'grass', 'tree', 'sky']);
const labelled = { labels, labelMap, palette: paletteFor(labels.length) };
const files = await saveMap('out/map', { name: 'pasture', map, labelled }, [
  { type: 'ply' },
  { type: 'vectors' },
]);
console.log(`${map.frames.length} frames, ${map.weights.length} points: ${files.join(', ')}`);

const kept = await readPointMap('out/map/pasture.safetensors');
const again = tensor('float32', [kept.map.weights.length, kept.map.dim], kept.map.vectors);
const words = ['cattle', 'pasture', 'trees', 'sky'];
const other = await segmenter.labelVectors(again, words);
const shares = words.map(
  (_, index) => other.labelMap.filter((label) => label === index).length / other.labelMap.length,
);
console.log(words.map((word, index) => `${word} ${(100 * shares[index]).toFixed(0)} %`).join(', '));
