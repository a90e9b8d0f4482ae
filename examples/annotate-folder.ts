/** A folder of photos becomes a data set for an annotation tool, and is read back as photos with masks. */
import { readdir, rm } from 'node:fs/promises';
import { openDataset, openDatasetBuilder } from '@langseg/datasets/node';
import { createSegmenter } from 'langseg';

const folder = 'out/pasture';
await rm(folder, { recursive: true, force: true });

// Pixels of "other" belong to no area.
const labels = ['cow', 'grass', 'tree', 'sky', 'other'];
const builder = await openDatasetBuilder(folder, {
  labels,
  format: { type: 'coco', tolerance: 0 },
  instances: 'components',
  minArea: 50,
});
await using segmenter = await createSegmenter();
for (const file of (await readdir('samples')).filter((name) => /^(cow|horses)\.jpg$/.test(name))) {
  const path = `samples/${file}`;
  await builder.add(await segmenter.segment(path, labels), { path });
}
const { photos, areas } = await builder.finish();
await builder.close();
console.log(`${photos} photos, ${areas} areas: ${folder}/preview.html`);

// As `langseg train` and `langseg eval` read it, after somebody has corrected it.
const dataset = await openDataset({ type: 'coco', path: folder });
const { mask } = await dataset.read('cow');
const cow = mask.data.filter((value) => dataset.classes[value] === 'cow').length;
console.log(`cow.jpg: ${((100 * cow) / mask.data.length).toFixed(1)} % cow`);
