import type { Segmenter } from 'langseg';
import { boxesOf, photos, pixelsOf, words } from './boxes.js';

/** For each word the share of right pixels in the rectangles that were kept back, all words being offered. */
export async function rightShare(segmenter: Segmenter): Promise<Map<string, number>> {
  const counts = new Map<string, { right: number; all: number }>();
  for (const photo of photos) {
    const { labelMap, width } = await segmenter.segment(`samples/${photo}.jpg`, words);
    for (const { word, box } of boxesOf(photo, 'measure')) {
      const found = pixelsOf(box, width).map((pixel) => words[labelMap[pixel]] === word);
      const { right, all } = counts.get(word) ?? { right: 0, all: 0 };
      counts.set(word, { right: right + found.filter(Boolean).length, all: all + found.length });
    }
  }
  return new Map([...counts].map(([word, { right, all }]) => [word, right / all]));
}
