import { effect } from '@preact/signals';
import type { EncodedPhoto, Regions } from '../engine/engine.js';
import { latestWins } from '../engine/latest-wins.js';
import { encoded } from './current-photo.js';
import { isAbort } from './notices.js';
import { visiblePanes, type Pane } from './panes.js';
import { lastKeystroke, record } from './timings.js';
import { wordsKey } from './words-to-ask.js';

/** The key that a result answers. */
const answered = new WeakMap<Regions, number | undefined>();

/** When the key was pressed that a result answers; only the first who asks is told. */
export function takeAnswered(regions: Regions): number | undefined {
  const typedAt = answered.get(regions);
  answered.delete(regions);
  return typedAt;
}

/**
 * Keeps a pane's regions up with the photo and its words.
 *
 * @param onError hears what the engine failed with; not of photos that are gone by then.
 */
export function segmentPane(pane: Pane, onError: (error: unknown) => void): void {
  const segment = latestWins(async ({ image, words }: { image: EncodedPhoto; words: readonly string[] }) => {
    const typedAt = lastKeystroke();
    const start = performance.now();
    try {
      const regions = await image.segment(words);
      if (image !== encoded.peek()) return;
      record('segment', start);
      answered.set(regions, typedAt);
      pane.regions.value = regions;
    } catch (error) {
      if (image === encoded.peek() && !isAbort(error)) onError(error);
    }
  });
  effect(() => {
    const image = encoded.value;
    const words = pane.words.value;
    // Read whatever happens: what was asked for before an undo may arrive after it.
    const shown = pane.regions.value;
    if (!image || !visiblePanes.value.includes(pane)) return;
    if (words.length === 0) pane.regions.value = pane.painted.value = undefined;
    else if (!shown || wordsKey(shown.words) !== wordsKey(words)) void segment({ image, words });
  });
}
