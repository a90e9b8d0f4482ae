import { effect, signal } from '@preact/signals';
import type { EncodedPhoto } from '../engine/engine.js';
import { encoded, photo } from './current-photo.js';
import { withSuggestions } from './label-list.js';
import { report } from './notices.js';
import { panes, type Pane } from './panes.js';
import { changeView } from './view-settings.js';

/** For which list the model is looking for words that fit the photo. */
export const suggesting = signal<{ readonly pane: Pane } | undefined>(undefined);

/** Proposes words for every own photo for which nobody has typed any. */
export function suggestForOwnPhotos(): void {
  effect(() => {
    const image = encoded.value;
    if (image && photo.peek()?.sample === undefined && panes[0].labels.peek().length === 0)
      void suggest(image, panes[0]);
  });
}

/** Proposes words for the photo that is shown, in place of those proposed before. */
export async function suggestWords(pane: Pane): Promise<void> {
  const image = encoded.peek();
  if (image) await suggest(image, pane);
}

async function suggest(image: EncodedPhoto, pane: Pane): Promise<void> {
  const { labels } = pane;
  const run = { pane };
  suggesting.value = run;
  try {
    const words = await image.suggest();
    if (image !== encoded.peek()) return;
    labels.value = withSuggestions(labels.peek(), words);
    if (words.length > 0) changeView({ other: true });
  } catch (error) {
    if (image === encoded.peek()) report(error);
  } finally {
    if (suggesting.peek() === run) suggesting.value = undefined;
  }
}
