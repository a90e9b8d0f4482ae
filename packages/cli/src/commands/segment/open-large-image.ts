import { openImageRows, type OpenImageRows } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import type { FoundImage } from './find-images.js';
import type { SegmentRun } from './segment-run.js';

/** Photos with more pixels are read by rows where that is possible. */
const usuallyHeld = 32_000_000;

/** What the image reader takes as a whole. */
const mostHeld = 100_000_000;

/**
 * Opens a photo that is too large to be held, where its result can be made row by row: a mask, seen in windows.
 *
 * @param held photos of no more pixels are held.
 * @returns undefined for all others.
 * @throws LangSegError as `openImageRows`.
 */
export async function openLargeImage(
  { path }: FoundImage,
  { formats, options, view: asked, segmenter, io: { signal } }: SegmentRun,
  held = usuallyHeld,
): Promise<OpenImageRows | undefined> {
  const { maxPixels, bands, range } = options;
  const view = asked ?? segmenter.view;
  const isMask = formats.length === 1 && formats[0].format.type === 'mask';
  if (view === 'whole' || !view.windows || !isMask || bands || range) return undefined;
  if (typeof path !== 'string' || /^(https?|file):/i.test(path)) return undefined;
  try {
    const rows = await openImageRows(path, { minPixels: held + 1, maxPixels, signal });
    if (rows) await forgetDecoded();
    return rows;
  } catch (error) {
    const { pixels } = LangSegError.is(error, 'IMAGE_UNREADABLE') ? error.context : {};
    if (typeof pixels === 'number' && pixels <= mostHeld) return undefined;
    throw error;
  }
}

/** Lets libvips keep nothing of what it decodes: rows are not asked for in the same way again, and up to 50 MB of them would lie all over the heap. */
async function forgetDecoded(): Promise<void> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
}
