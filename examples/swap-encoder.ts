/** The same photo and the same words with other encoders: nothing changes but the name of the model. */
import { mkdir } from 'node:fs/promises';
import { createSegmenter } from 'langseg';

// Folders made by `langseg convert google/tipsv2-b14 --out tips`, models of the hub, or the one that ships with LangSeg.
const models = process.argv.length > 2 ? process.argv.slice(2) : ['default'];

await mkdir('out', { recursive: true });
for (const [i, model] of models.entries()) {
  await using segmenter = await createSegmenter(model === 'default' ? {} : { model });
  const result = await segmenter.segment('samples/cow.jpg', ['cow', 'grass', 'tree', 'sky']);
  await result.save(`out/encoder-${i + 1}.overlay.png`);
  const shares = result.areas().map(({ share }, j) => `${result.labels[j]} ${(100 * share).toFixed(1)} %`);
  console.log(`${model}: ${shares.join(', ')}`);
}
