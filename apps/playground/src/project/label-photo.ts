import { signal } from '@preact/signals';
import type { Engine } from '../engine/engine.js';
import { exportFormats } from '../export/export-formats.js';
import { openPhoto } from '../photo/open-photo.js';
import type { LabelList } from '../state/label-list.js';
import { panes } from '../state/panes.js';

/** A pane of its own in the painter's worker, beside those on the screen. */
const paneIndex = 2;

/** A photo's result as files. */
export interface LabelledPhoto {
  readonly mask: Blob;
  readonly coco: Blob;
}

/**
 * Labels a photo that is not on the screen, and makes its files in the size of the photo.
 *
 * @param words for the engine.
 * @param labels of the list, which say what is painted.
 */
export async function labelPhoto(
  engine: Engine,
  file: Blob,
  name: string,
  {
    words,
    labels,
    signal: cancelled,
  }: {
    readonly words: readonly string[];
    readonly labels: LabelList;
    readonly signal: AbortSignal;
  },
): Promise<LabelledPhoto> {
  const photo = await openPhoto(file, name);
  try {
    const image = await engine.encode(photo.working, { signal: cancelled });
    try {
      const regions = await image.segment(words, { signal: cancelled });
      const pane = {
        ...panes[0],
        index: paneIndex,
        labels: signal(labels),
        draft: signal(''),
        draftWord: signal(''),
        focus: signal(undefined),
        heat: signal(undefined),
        regions: signal(regions),
      };
      const fileAs = (wanted: string) =>
        exportFormats.find(({ type }) => type === wanted)!.encode(pane, photo);
      const mask = await fileAs('mask');
      cancelled.throwIfAborted();
      return { mask, coco: await fileAs('coco') };
    } finally {
      image.dispose();
    }
  } finally {
    URL.revokeObjectURL(photo.url);
  }
}
