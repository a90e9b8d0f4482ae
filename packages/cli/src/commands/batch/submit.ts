import { resolve } from 'node:path';
import { readTextFile } from '@langseg/adapter-node';
import { counted, labelOptionsOf, LangSegError } from '@langseg/core';
import type { BatchSettings } from '@langseg/batch';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { chooseFormats } from '../segment/choose-formats.js';
import { findImages } from '../segment/find-images.js';
import { readLabelList } from '../segment/read-label-list.js';
import { reportPassedOver } from '../segment/report-passed-over.js';
import { resultPictures } from '../segment/result-pictures.js';
import { showDownload } from '../show-download.js';
import { viewOf } from '../view-options.js';
import type { SubmitCommandOptions } from './batch-options.js';
import { databaseOf, loadBatch } from './load-batch.js';

/**
 * Puts photos into the queue.
 *
 * @throws LangSegError `PACKAGE_MISSING`, `USAGE`; what the database and the model throw.
 */
export async function submit(
  inputs: readonly string[],
  options: SubmitCommandOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal } = context;
  const { openQueue, submitBatch } = await loadBatch();
  const address = databaseOf(options, context);
  const settings = await settingsOf(options, context);
  const photos = photosOf(await inputsOf(inputs, options), options, context);
  const queue = await openQueue(address);
  const progress = await terminal.progress({ doing: 'Submitting' });
  try {
    const { batch, jobSize } = options;
    const added = await submitBatch(queue, batch, settings, photos, {
      jobSize,
      signal: io.signal,
      onProgress: (count) => progress.update(count, count, 'photos'),
    });
    progress.stop();
    if (options.json) return await terminal.printJson({ batch, ...added });
    await terminal.print(
      `Submitted ${counted(added.photos, 'photo')} in ${counted(added.jobs, 'job')} to the batch "${batch}"` +
        `${added.known > 0 ? `; ${added.known} had been submitted before` : ''}.`,
    );
  } finally {
    progress.stop();
    await queue.close();
  }
}

async function settingsOf(options: SubmitCommandOptions, context: ModelContext): Promise<BatchSettings> {
  const { io, terminal, registry, defaultModel } = context;
  const {
    model: given = defaultModel,
    longestSide,
    refine,
    bands,
    range,
    colors,
    dtype,
    maxPixels,
  } = options;
  const formats = chooseFormats(options, registry).map(({ config }) => config);
  const view = viewOf(options);
  const labels = await readLabelList(options, terminal);
  const { sha256 } = await showDownload(terminal, (onProgress) =>
    readModelFacts(given, { signal: io.signal, onProgress }),
  );
  // Workers may run in other folders.
  const isPath = /^\.{0,2}[/\\]/.test(given);
  const out = options.out.startsWith('s3://') ? options.out : resolve(options.out);
  const settings = {
    ...{
      model: isPath ? resolve(given) : given,
      modelSha256: sha256,
      labels,
      labelOptions: labelOptionsOf(options),
    },
    ...{ view, longestSide, refine, bands, range, colors, dtype, maxPixels, formats, out },
  };
  return JSON.parse(JSON.stringify(settings)) as BatchSettings;
}

async function inputsOf(
  inputs: readonly string[],
  { photosFile }: SubmitCommandOptions,
): Promise<readonly string[]> {
  const text = photosFile === undefined ? '' : await readTextFile('read the list of photos', photosFile);
  const all = [...inputs, ...text.split(/\r?\n/).filter((line) => line.trim() !== '')];
  if (all.length === 0)
    throw new LangSegError(
      'USAGE',
      'Name photos, folders or s3://bucket/prefix, or a list with --photos-file.',
    );
  const other = all.find((input) => input === '-' || /^(?!s3:)[a-z][a-z\d+.-]+:\/\//i.test(input));
  if (other === undefined) return all;
  throw new LangSegError('USAGE', `Workers can't read ${other}; name files, folders or s3://bucket/prefix.`);
}

/** Absolute paths and addresses, one input after the other: a million photos need not be known at once. */
async function* photosOf(
  inputs: readonly string[],
  options: SubmitCommandOptions,
  context: ModelContext,
): AsyncGenerator<string> {
  const { listS3Photos } = await loadBatch();
  const isResult = resultPictures(context.registry);
  for (const input of inputs) {
    if (input.startsWith('s3://')) {
      yield* listS3Photos(input);
      continue;
    }
    const found = await findImages([input], { recursive: options.recursive, isResult }, context);
    await reportPassedOver(found, false, context.terminal);
    for (const { name, path, failure } of found.images) {
      if (failure) throw failure.cause;
      if (typeof path === 'string') yield resolve(path);
      else context.terminal.warn(`${printable(name)} has a name that is no UTF-8 and is left out.`);
    }
  }
}
