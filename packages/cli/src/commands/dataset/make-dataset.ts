import { labelNames, paletteWith } from '@langseg/core';
import { datasetFormats } from '@langseg/datasets';
import { openDatasetBuilder, type DatasetBuilder } from '@langseg/datasets/node';
import { createSegmenter } from 'langseg';
import { printable } from '../../terminal/printable.js';
import { readVersion } from '../../version.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { findImages } from '../segment/find-images.js';
import { ImageFailure } from '../segment/image-failure.js';
import { LabelWarnings } from '../segment/label-warnings.js';
import { readLabelList } from '../segment/read-label-list.js';
import { reportImageFailure } from '../segment/report-image.js';
import { reportPassedOver } from '../segment/report-passed-over.js';
import { resultPictures } from '../segment/result-pictures.js';
import { runSettings } from '../segment/run-note.js';
import { showDownload } from '../show-download.js';
import { viewOf } from '../view-options.js';
import { addPhoto, type DatasetRun } from './add-photo.js';
import type { DatasetOptions } from './dataset-options.js';
import { formatConfig } from './format-config.js';
import { allInputs, photosToAdd, type PhotoToAdd } from './photos-to-add.js';
import { reportDataset } from './report-dataset.js';

/**
 * Segments photos one after the other and makes a data set of them. One that fails is reported and noted in the data set's report, and the
 * next one follows. The data set is complete after an interruption and a second run with `--resume`.
 *
 * @throws LangSegError what makes going on useless, as `segment`; with `--fail-fast` any failure; as `openDatasetBuilder`.
 */
export async function makeDataset(
  inputs: readonly string[],
  options: DatasetOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, defaultModel } = context;
  const registry = context.registry.with(...datasetFormats);
  const format = formatConfig(options, registry);
  const view = viewOf(options);
  const labels = await readLabelList(options, terminal);
  const typed = await allInputs(inputs, options.photosFile);
  const found = await findImages(typed, { ...options, isResult: resultPictures(registry) }, context);
  const photos = photosToAdd(found.images, options);
  const { model = defaultModel, device, threads, dtype, maxPixels, out, json = false } = options;
  const facts = await showDownload(terminal, (onProgress) =>
    readModelFacts(model, { signal: io.signal, onProgress }),
  );
  const names = labelNames(labels, options);
  const { instances, minArea, keepOther, scores, val, images, name, license, resume, multiLabel } = options;
  const builder = await openDatasetBuilder(
    out,
    {
      ...{
        labels: names,
        palette: paletteWith(options.colors ?? [], names.length),
        format,
        instances,
        minArea,
      },
      ...{ keepOther, scores, images, name, license, resume, signal: io.signal },
      valShare: val,
      sharesPixels: multiLabel ?? false,
      madeWith: `LangSeg ${readVersion()}, model ${facts.config.name}`,
      settings: runSettings({ options, labels, view, formats: [], model: facts }),
    },
    registry,
  );
  try {
    const segmenter = await showDownload(terminal, (onProgress) =>
      createSegmenter({ model, registry, device, threads, dtype, maxPixels, signal: io.signal, onProgress }),
    );
    const warnings = new LabelWarnings(terminal);
    let failed: number;
    try {
      await reportPassedOver(found, false, terminal);
      failed = await addAll(photos, { io, options, labels, view, segmenter, builder, warnings }, context);
    } finally {
      await segmenter.dispose();
    }
    const summary = await builder.finish({ signal: io.signal });
    await reportDataset(out, summary, json, terminal);
    if (failed === 0) return;
    context.fail();
    terminal.note(`${failed} of ${photos.length} photos failed.`);
  } finally {
    await builder.close();
  }
}

/** @returns how many photos failed. */
async function addAll(
  photos: readonly PhotoToAdd[],
  run: DatasetRun,
  context: ModelContext,
): Promise<number> {
  const { builder, options } = run;
  const { terminal } = context;
  const left = options.resume ? await notThere(photos, builder) : photos;
  if (left.length < photos.length)
    terminal.note(`${photos.length - left.length} of ${photos.length} photos are in the data set already.`);
  const progress = await terminal.progress({ doing: 'Segmenting' });
  let failed = 0;
  try {
    for (const [index, photo] of left.entries()) {
      const { image } = photo;
      if (left.length > 1) progress.update(index, left.length, printable(image.name));
      const outcome = await addPhoto(photo, run).catch((error: unknown) => {
        if (error instanceof ImageFailure) return error;
        throw error;
      });
      if (!(outcome instanceof ImageFailure)) {
        for (const message of outcome) {
          progress.stop();
          terminal.warn(printable(message));
        }
        continue;
      }
      progress.stop();
      if (options.failFast) throw outcome.cause;
      failed++;
      await builder.fail({
        path: image.path ?? image.name,
        name: image.name,
        code: outcome.code,
        message: outcome.message,
      });
      await reportImageFailure(image, outcome, false, context);
    }
  } finally {
    progress.stop();
  }
  return failed;
}

async function notThere(
  photos: readonly PhotoToAdd[],
  builder: DatasetBuilder,
): Promise<readonly PhotoToAdd[]> {
  const left: PhotoToAdd[] = [];
  for (const photo of photos)
    if (photo.image.path === undefined || !(await builder.has(photo.image.path))) left.push(photo);
  return left;
}
