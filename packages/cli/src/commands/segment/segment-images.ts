import { extname } from 'node:path';
import { createThreadPool, fromPlainError } from '@langseg/adapter-node';
import type { Terminal } from '../../terminal/terminal.js';
import { inOrder } from '../../workers/in-order.js';
import type { FoundImage } from './find-images.js';
import { ImageFailure } from './image-failure.js';
import { segmentImage } from './segment-image.js';
import type { SegmentedImage, SegmentRun } from './segment-run.js';
import type { SegmentThreadData, SegmentThreadResult, SegmentThreadTask } from './segment-thread.js';

/** What came of an image. */
export type ImageOutcome = SegmentedImage | ImageFailure;

/** How images are segmented. */
export interface ImagesRun extends SegmentRun {
  /** Threads that each work on an image, with a model of their own; 1 for this thread alone. */
  readonly workers: number;
  readonly pluginAddresses: readonly string[];
  readonly warn: Terminal['warn'];
}

/**
 * Segments images; what comes of them is yielded in their order.
 *
 * @throws LangSegError what makes going on useless.
 */
export function segmentImages(
  images: readonly FoundImage[],
  run: ImagesRun,
): AsyncGenerator<ImageOutcome, void, undefined> {
  return run.workers > 1 ? segmentInThreads(images, run) : segmentInTurn(images, run);
}

async function* segmentInTurn(
  images: readonly FoundImage[],
  run: SegmentRun,
): AsyncGenerator<ImageOutcome, void, undefined> {
  for (const image of images)
    yield await segmentImage(image, run).catch((error: unknown) => {
      if (error instanceof ImageFailure) return error;
      throw error;
    });
}

async function* segmentInThreads(
  images: readonly FoundImage[],
  run: ImagesRun,
): AsyncGenerator<ImageOutcome, void, undefined> {
  const {
    io: { signal },
    target,
    options,
    labels,
    view,
    model,
    workers,
    pluginAddresses,
  } = run;
  const program = new URL(`./segment-thread${extname(import.meta.url)}`, import.meta.url);
  const data: SegmentThreadData = { options, labels, view, model, pluginAddresses };
  const pool = createThreadPool<SegmentThreadTask, SegmentThreadResult>(program, { threads: workers, data });
  try {
    yield* inOrder(
      images,
      2 * workers,
      async (image, options): Promise<ImageOutcome> => {
        if (image.failure) return image.failure;
        const { outcome, labelWarnings, notes } = await pool.run(
          { image, name: target.nameOf(image) },
          options,
        );
        for (const note of notes) run.warn(note);
        for (const warning of labelWarnings) run.onWarning(warning);
        return 'image' in outcome ? outcome.image : new ImageFailure(fromPlainError(outcome.failure));
      },
      { signal },
    );
  } finally {
    await pool.dispose();
  }
}
