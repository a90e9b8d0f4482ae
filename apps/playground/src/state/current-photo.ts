import { signal } from '@preact/signals';
import type { EncodedPhoto } from '../engine/engine.js';
import { openPhoto, type Photo } from '../photo/open-photo.js';
import { samples, type Sample } from '../photo/samples.js';
import { createLabels } from './label-list.js';
import { notify, report } from './notices.js';
import { panes } from './panes.js';

export const photo = signal<Photo | undefined>(undefined);

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
    photo.value = next;
    if (previous) URL.revokeObjectURL(previous.url);
    if (next.workingWidth < next.width)
      notify(
        `${next.width} × ${next.height} pixels: shown at ${next.workingWidth} × ${next.workingHeight}, saved in full size.`,
      );
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
    if (hasSampleWords()) panes[0].labels.value = createLabels(sample.words);
    await showPhoto(file, `${sample.name}.jpg`, sample.name);
  } catch (error) {
    report(error);
  }
}

function hasSampleWords(): boolean {
  const words = panes[0].labels.value.map(({ word }) => word).join();
  return words === '' || samples.some((sample) => sample.words.map(({ word }) => word).join() === words);
}
