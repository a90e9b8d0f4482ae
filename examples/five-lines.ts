/** The five lines: a photo and words in, a labelled picture out, and the same photo again with other words. */
import { createSegmenter } from 'langseg';

const segmenter = await createSegmenter();
const result = await segmenter.segment('samples/cow.jpg', ['cow', 'grass', 'tree', 'sky']);
await result.save('out/cow.jpg');
const again = await result.relabel(['cattle', 'meadow', 'trees', 'sky']); // the photo is not encoded again
await again.save('out/cow-relabelled.jpg');

for (const { labels, areas } of [
  { labels: result.labels, areas: result.areas() },
  { labels: again.labels, areas: again.areas() },
])
  console.log(areas.map(({ share }, i) => `${labels[i]} ${(100 * share).toFixed(1)} %`).join(', '));

await segmenter.dispose();
