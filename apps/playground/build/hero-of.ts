import { fileURLToPath } from 'node:url';
import { createSegmenter } from 'langseg';
import { createPanePainter } from '../src/paint/pane-painter.js';
import { rgbOf } from '../src/state/label-colors.js';
import { samples } from '../src/photo/samples.js';

const [cow] = samples;

/** What the page paints on its first photo. */
export async function heroOf() {
  const segmenter = await createSegmenter();
  try {
    const words = cow.words.map(({ word }) => word);
    const result = await segmenter.segment(fileURLToPath(cow.url), words, { refine: false });
    const { shape, data } = await result.logits();
    const [count, rows, columns] = shape;
    const { width, height, labelMap, alignCorners } = result;
    const regions = { width, height, words, labelMap, scores: { count, rows, columns, data, alignCorners } };
    return createPanePainter(regions).paint({
      colors: cow.words.map(({ color }) => [...rgbOf(color), 1] as const),
      opacity: 0.6,
      certainty: 0,
      edges: 'hard',
      focus: undefined,
      heat: undefined,
    });
  } finally {
    await segmenter.dispose();
  }
}
