import { effect, signal } from '@preact/signals';
import type { EncodedPhoto } from '../engine/engine.js';
import { encoded, photo } from './current-photo.js';
import { withSuggestions } from './label-list.js';
import { report } from './notices.js';
import { panes } from './panes.js';
import { changeView } from './view-settings.js';

/** Whether the model is looking for words that fit the photo. */
export const isSuggesting = signal(false);

/** Proposes words for every own photo for which nobody has typed any. */
export function suggestForOwnPhotos(): void {
  effect(() => {
    const image = encoded.value;
    if (image && photo.peek()?.sample === undefined && panes[0].labels.peek().length === 0)
      void suggest(image);
  });
}

/** Proposes words for the photo that is shown, in place of those proposed before. */
export async function suggestWords(): Promise<void> {
  const image = encoded.peek();
  if (image) await suggest(image);
}

async function suggest(image: EncodedPhoto): Promise<void> {
  const [{ labels }] = panes;
  isSuggesting.value = true;
  try {
    const words = await image.suggest({ signal: new AbortController().signal });
    if (image !== encoded.peek()) return;
    labels.value = withSuggestions(labels.peek(), words);
    if (words.length > 0) changeView({ other: true });
  } catch (error) {
    if (image === encoded.peek()) report(error);
  } finally {
    if (image === encoded.peek()) isSuggesting.value = false;
  }
}
