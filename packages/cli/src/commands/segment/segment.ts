import { createSegmenter } from 'langseg';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { showDownload } from '../show-download.js';
import { viewOf } from '../view-options.js';
import { chooseFormats } from './choose-formats.js';
import { findImages } from './find-images.js';
import { imagesToDo } from './images-to-do.js';
import { ImageFailure } from './image-failure.js';
import { LabelWarnings } from './label-warnings.js';
import { readLabelList } from './read-label-list.js';
import { reportImage, reportImageFailure } from './report-image.js';
import { reportPassedOver } from './report-passed-over.js';
import { resultPictures } from './result-pictures.js';
import { openResultTarget } from './result-target.js';
import { runSettings, writeRunNote } from './run-note.js';
import { segmentImage } from './segment-image.js';
import type { SegmentRun } from './segment-run.js';
import type { SegmentOptions } from './segment-options.js';

/**
 * Segments images one after the other. One that fails, for whatever reason, is reported and counted, and the next one
 * follows.
 *
 * @throws LangSegError what makes going on useless: wrong labels or formats, a model that can't be opened, an output folder that can't
 * be made; with `--fail-fast` any failure.
 */
export async function segment(
  inputs: readonly string[],
  options: SegmentOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, registry, defaultModel } = context;
  const formats = chooseFormats(options, registry);
  const view = viewOf(options);
  const labels = await readLabelList(options, terminal);
  const found = await findImages(inputs, { ...options, isResult: resultPictures(registry) }, context);
  const target = await openResultTarget(found.images, formats, options, context);
  const { model = defaultModel, device, threads, dtype, maxPixels } = options;
  const facts = await showDownload(terminal, (onProgress) =>
    readModelFacts(model, { signal: io.signal, onProgress }),
  );
  const settings = runSettings({ options, labels, view, formats, model: facts });
  const images = await imagesToDo(found.images, target, { ...options, settings }, terminal);
  if (!target.isStdout && (options.resume || found.images.length > 1))
    await writeRunNote(options.out, settings, io);
  const segmenter = await showDownload(terminal, (onProgress) =>
    createSegmenter({ model, registry, device, threads, dtype, maxPixels, signal: io.signal, onProgress }),
  );
  await reportPassedOver(found, options.json ?? false, terminal);
  const progress = await terminal.progress({ doing: 'Segmenting' });
  const run: SegmentRun = {
    io,
    options,
    formats,
    model,
    labels,
    view,
    segmenter,
    target,
    warnings: new LabelWarnings(terminal),
    onRows: (name, done, rows) => progress.update(done, rows, printable(name)),
  };
  let failed = 0;
  try {
    for (const [index, image] of images.entries()) {
      if (images.length > 1) progress.update(index, images.length, printable(image.name));
      const outcome = await segmentImage(image, run).catch((error: unknown) => {
        if (error instanceof ImageFailure) return error;
        throw error;
      });
      progress.stop();
      if (!(outcome instanceof ImageFailure)) {
        await reportImage(outcome, run, terminal);
        continue;
      }
      if (options.failFast) throw outcome.cause;
      failed++;
      await reportImageFailure(image, outcome, options.json ?? false, context);
    }
  } finally {
    progress.stop();
    await segmenter.dispose();
  }
  if (failed === 0) return;
  context.fail();
  if (images.length > 1) terminal.note(`${failed} of ${images.length} images failed.`);
}
