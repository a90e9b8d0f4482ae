import { createSegmenter } from 'langseg';
import { printable } from '../../terminal/printable.js';
import { timeLeft } from '../../terminal/time-left.js';
import { threadsOfEach } from '../../workers/threads-of-each.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { showDownload } from '../show-download.js';
import { viewOf } from '../view-options.js';
import { chooseFormats } from './choose-formats.js';
import { findImages, isStdin } from './find-images.js';
import { imagesToDo } from './images-to-do.js';
import { ImageFailure } from './image-failure.js';
import { LabelWarnings } from './label-warnings.js';
import { openResultTarget } from './open-result-target.js';
import { readLabelList } from './read-label-list.js';
import { reportImage, reportImageFailure } from './report-image.js';
import { reportPassedOver } from './report-passed-over.js';
import { resultPictures } from './result-pictures.js';
import { runSettings, writeRunNote } from './run-note.js';
import { segmentImages } from './segment-images.js';
import type { SegmentOptions } from './segment-options.js';

/**
 * Segments images one after the other, or several at a time. One that fails, for whatever reason, is reported and counted, and the next one
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
  const { io, terminal, registry, pluginAddresses, defaultModel } = context;
  const formats = chooseFormats(options, registry);
  const view = viewOf(options);
  const labels = await readLabelList(options, terminal);
  const found = await findImages(inputs, { ...options, isResult: resultPictures(registry) }, context);
  const target = await openResultTarget(found.images, formats, options, context);
  const { model = defaultModel, device, dtype, maxPixels } = options;
  const facts = await showDownload(terminal, (onProgress) =>
    readModelFacts(model, { signal: io.signal, onProgress }),
  );
  const settings = runSettings({ options, labels, view, formats, model: facts });
  const images = await imagesToDo(found.images, target, { ...options, settings }, terminal);
  if (!target.isStdout && (options.resume || found.images.length > 1))
    await writeRunNote(options.out, settings, io);
  const mayShare = !target.isStdout && !images.some(isStdin);
  const workers = mayShare ? Math.max(1, Math.min(options.workers ?? 1, images.length)) : 1;
  const threads = threadsOfEach(workers, options.threads);
  const segmenter = await showDownload(terminal, (onProgress) =>
    createSegmenter({ model, registry, device, threads, dtype, maxPixels, signal: io.signal, onProgress }),
  );
  await reportPassedOver(found, options.json ?? false, terminal);
  const progress = await terminal.progress({ doing: 'Segmenting' });
  const eta = timeLeft();
  const showNext = (done: number): void => {
    if (images.length < 2 || done === images.length) return;
    progress.update(
      done,
      images.length,
      `${eta(done, images.length)} ${printable(images[done].name)}`.trim(),
    );
  };
  const labelWarnings = new LabelWarnings(terminal);
  const outcomes = segmentImages(images, {
    ...{ io, formats, model, labels, view, segmenter, target, workers, pluginAddresses },
    options: { ...options, threads },
    onWarning: labelWarnings.add,
    onRows: (name, done, rows) => progress.update(done, rows, printable(name)),
    warn: (text) => terminal.warn(text),
  });
  // Threads have models of their own. This one was opened to be downloaded, and refused, only once.
  if (workers > 1) await segmenter.dispose();
  let failed = 0;
  try {
    let done = 0;
    showNext(done);
    for await (const outcome of outcomes) {
      progress.stop();
      const image = images[done++];
      if (outcome instanceof ImageFailure) {
        if (options.failFast) throw outcome.cause;
        failed++;
        await reportImageFailure(image, outcome, options.json ?? false, context);
      } else await reportImage(outcome, { options, model, target }, { labelWarnings, terminal });
      showNext(done);
    }
  } finally {
    progress.stop();
    await segmenter.dispose();
  }
  if (failed === 0) return;
  context.fail();
  if (images.length > 1) terminal.note(`${failed} of ${images.length} images failed.`);
}
