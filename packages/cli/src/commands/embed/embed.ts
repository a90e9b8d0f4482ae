import type { EmbeddingNote, EmbeddingSet } from '@langseg/embeddings';
import { counted, type Segmenter } from '@langseg/core';
import { createSegmenter } from 'langseg';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts, type ModelFacts } from '../model-facts.js';
import { findImages } from '../segment/find-images.js';
import { ImageFailure, ofOneImage } from '../segment/image-failure.js';
import { reportImageFailure } from '../segment/report-image.js';
import { reportPassedOver } from '../segment/report-passed-over.js';
import { resultPictures } from '../segment/result-pictures.js';
import { sourceOf } from '../segment/segment-image.js';
import { showDownload } from '../show-download.js';
import { viewOf } from '../view-options.js';
import type { EmbedOptions } from './embed-options.js';
import { loadEmbeddings } from './load-embeddings.js';
import { assertFiles, photosToEmbed, sourceOfPhoto, type PhotoToEmbed } from './photos-to-embed.js';

/**
 * Stores the vectors of photos, one photo after the other. One that fails is reported and counted, and the next one follows.
 *
 * @throws LangSegError `PACKAGE_MISSING`; what makes going on useless, as `segment` and `createEmbeddings`; with `--fail-fast` any failure.
 */
export async function embed(
  inputs: readonly string[],
  options: EmbedOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, registry, defaultModel } = context;
  const { createEmbeddings } = await loadEmbeddings();
  assertFiles(inputs);
  const { model = defaultModel, device, threads, dtype, maxPixels, out, format, resume } = options;
  const found = await findImages(inputs, { ...options, isResult: resultPictures(registry) }, context);
  const photos = photosToEmbed(found.images, options.shard);
  const facts = await showDownload(terminal, (onProgress) =>
    readModelFacts(model, { signal: io.signal, onProgress }),
  );
  const segmenter = await showDownload(terminal, (onProgress) =>
    createSegmenter({ model, registry, device, threads, dtype, maxPixels, signal: io.signal, onProgress }),
  );
  try {
    const note = noteOf(options, facts, segmenter);
    const set = await createEmbeddings(out, note, { format, resume, signal: io.signal });
    try {
      await reportPassedOver(found, options.json ?? false, terminal);
      const failed = await addAll(photos, { options, segmenter, set }, context);
      await set.finish({ signal: io.signal });
      await report(set, options, context);
      if (failed === 0) return;
      context.fail();
      terminal.note(`${failed} of ${photos.length} photos failed.`);
    } finally {
      await set.close();
    }
  } finally {
    await segmenter.dispose();
  }
}

interface EmbedRun {
  readonly options: EmbedOptions;
  readonly segmenter: Segmenter;
  readonly set: EmbeddingSet;
}

/** @returns how many photos failed. */
async function addAll(
  photos: readonly PhotoToEmbed[],
  run: EmbedRun,
  context: ModelContext,
): Promise<number> {
  const { options } = run;
  const { json = false } = options;
  const { terminal } = context;
  const progress = await terminal.progress({ doing: 'Embedding' });
  let [failed, done] = [0, 0];
  try {
    for (const [index, photo] of photos.entries()) {
      const { name } = photo.image;
      if (photos.length > 1) progress.update(index, photos.length, printable(name));
      const outcome = await addPhoto(photo, run, context).catch((error: unknown) => {
        if (error instanceof ImageFailure) return error;
        throw error;
      });
      if (outcome === undefined) {
        done++;
        continue;
      }
      progress.stop();
      if (outcome instanceof ImageFailure) {
        if (options.failFast) throw outcome.cause;
        failed++;
        await reportImageFailure(photo.image, outcome, json, context);
        continue;
      }
      for (const message of outcome.warnings) terminal.warn(printable(message));
      if (json) await terminal.printJson({ input: name, ...outcome });
    }
  } finally {
    progress.stop();
  }
  if (done > 0) terminal.note(`${done} of ${photos.length} photos are there already.`);
  return failed;
}

/**
 * @returns what was stored; undefined for a photo that is there already.
 * @throws ImageFailure whatever went wrong with this photo; LangSegError what makes going on useless.
 */
async function addPhoto(photo: PhotoToEmbed, { options, segmenter, set }: EmbedRun, { io }: ModelContext) {
  const { image } = photo;
  if (image.failure) throw image.failure;
  return ofOneImage(async () => {
    const { signal } = io;
    const { longestSide, bands, range } = options;
    const source = await sourceOfPhoto(photo);
    if (options.resume && (await set.has(source))) return undefined;
    const encoded = await segmenter.encode(await sourceOf(image, io), {
      ...{ longestSide, bands, range, signal },
      view: viewOf(options),
    });
    try {
      const { width, height, warnings } = encoded;
      return { width, height, ...(await set.add(encoded, source, { signal })), warnings };
    } finally {
      encoded.dispose();
    }
  });
}

function noteOf(
  options: EmbedOptions,
  { config, sha256 }: ModelFacts,
  { embeddingDim }: Segmenter,
): EmbeddingNote {
  const { vectors, precision, cells, maxRegions, longestSide, bands, range } = options;
  const settings = { view: viewOf(options) ?? 'model', longestSide, bands, range };
  return {
    version: 1,
    model: { name: config.name, sha256 },
    dim: embeddingDim,
    ...{ vectors, precision },
    ...(cells !== undefined && { cells }),
    ...(vectors === 'regions' && { maxRegions: maxRegions ?? 32 }),
    settings: JSON.parse(JSON.stringify(settings)) as Record<string, unknown>,
  };
}

async function report(
  set: EmbeddingSet,
  { out, json }: EmbedOptions,
  { terminal }: ModelContext,
): Promise<void> {
  if (json) return;
  const { vectors, dim, precision, model } = set.note;
  const facts = `${counted(await set.photos(), 'photo')}, vectors of ${vectors}, ${dim} numbers each (${precision}), model ${model.name}`;
  await terminal.print(`${terminal.colors.bold(printable(out))}  ${terminal.colors.dim(printable(facts))}`);
}
