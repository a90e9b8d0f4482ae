import { signal } from '@preact/signals';
import type { EncodedPhoto } from '../engine/engine.js';
import { openPhoto, type Photo } from '../photo/open-photo.js';
import type { Sample } from '../photo/samples.js';
import { createLabels, withoutSuggestions } from './label-list.js';
import { report } from './notices.js';
import { areOwnWords } from './own-words.js';
import { panes } from './panes.js';
import { wholePhoto, zoom } from './zoom.js';
import { changeView } from './view-settings.js';

export const photo = signal<Photo | undefined>(undefined);

/** Whether a link brought words for somebody's own photo, and none is shown yet. */
export const isPhotoWanted = signal(false);

/** Whether the first photo is the one that the page brought along, painted. */
export const isHeroNext = signal(false);

/** The photo after the image encoder; undefined while it is on its way. */
export const encoded = signal<EncodedPhoto | undefined>(undefined);

let wanted = 0;

/** Shows a photo from a file. */
export async function showPhoto(file: Blob, name: string, sample?: string): Promise<void> {
  const turn = ++wanted;
  try {
    const next = await openPhoto(file, name, sample);
    if (turn !== wanted) return URL.revokeObjectURL(next.url);
    const previous = photo.value;
    if (sample === undefined) forgetUnchosenWords();
    photo.value = next;
    zoom.value = wholePhoto;
    if (previous) URL.revokeObjectURL(previous.url);
  } catch (error) {
    report(error);
  }
}

/** Shows a photo that comes with the app. Words that nobody changed become those that fit it. */
export async function showSample(sample: Sample): Promise<void> {
  try {
    const response = await fetch(sample.url);
    if (!response.ok)
      throw new Error(`The sample photo "${sample.title}" did not load (${response.status}).`);
    const file = await response.blob();
    if (!areOwnWords(panes[0].labels.value)) {
      panes[0].labels.value = createLabels(sample.words);
      changeView({ other: false });
    }
    await showPhoto(file, `${sample.name}.jpg`, sample.name);
  } catch (error) {
    report(error);
  }
}

/** What fits a sample, or was proposed for another photo, fits no own photo. */
function forgetUnchosenWords(): void {
  const [{ labels }, other] = panes;
  labels.value = areOwnWords(labels.value) ? withoutSuggestions(labels.value) : [];
  other.labels.value = withoutSuggestions(other.labels.value);
}
