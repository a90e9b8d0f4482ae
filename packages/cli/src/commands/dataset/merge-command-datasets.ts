import { datasetFormats } from '@langseg/datasets';
import { mergeDatasets } from '@langseg/datasets/node';
import { LangSegError } from '@langseg/core';
import type { ModelContext } from '../model-context.js';
import type { MergeDatasetOptions } from './dataset-options.js';
import { formatConfig } from './format-config.js';
import { reportDataset } from './report-dataset.js';

/**
 * Puts data sets together.
 *
 * @throws LangSegError as `mergeDatasets` and `formatConfig`; `USAGE` for options of a format that is not named.
 */
export async function mergeCommandDatasets(
  folders: readonly string[],
  { format, set, tolerance, val, images, name, out, json = false }: MergeDatasetOptions,
  { io, terminal, registry: base }: ModelContext,
): Promise<void> {
  const registry = base.with(...datasetFormats);
  if (format === undefined && (set.length > 0 || tolerance !== undefined))
    throw new LangSegError('USAGE', 'Name the --format that --set and --tolerance are for.');
  const config = format === undefined ? undefined : formatConfig({ format, set, tolerance }, registry);
  const progress = await terminal.progress({ doing: 'Copying' });
  try {
    const summary = await mergeDatasets(
      folders,
      out,
      {
        format: config,
        valShare: val,
        name,
        images,
        signal: io.signal,
        onProgress: (done, total) => progress.update(done, total, ''),
      },
      registry,
    );
    progress.stop();
    await reportDataset(out, summary, json, terminal);
  } finally {
    progress.stop();
  }
}
