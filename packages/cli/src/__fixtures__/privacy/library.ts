import { createSegmenter } from 'langseg';

const segmenter = await createSegmenter();
const { width, height } = await segmenter.segment('data/images/a.png', ['sky', 'grass']);
console.log(`pixels: ${width} × ${height}`);
await segmenter.dispose();
