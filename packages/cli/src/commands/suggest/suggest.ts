import type { Device } from '@langseg/adapter-node';
import { createSegmenter } from 'langseg';
import type { SetupOptions } from '../../setup/setup-options.js';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { readLabelList } from '../segment/read-label-list.js';
import { showDownload } from '../show-download.js';

/** Options of `langseg suggest`, as commander gives them. */
export interface SuggestCommandOptions extends SetupOptions {
  readonly wordsFile?: string;
  readonly count: number;
  readonly minShare: number;
  readonly model?: string;
  readonly device: Device;
  readonly threads?: number;
  readonly json?: boolean;
}

/**
 * Prints words for what a photo shows. Finding none is no failure.
 *
 * @throws LangSegError what reading a photo and opening a model throw.
 */
export async function suggest(
  photo: string,
  { wordsFile, count, minShare, model: asked, device, threads, json }: SuggestCommandOptions,
  { io: { signal }, terminal, registry, defaultModel }: ModelContext,
): Promise<void> {
  const labels =
    wordsFile && (await readLabelList({ labelsFile: wordsFile }, terminal, 'langseg suggest photo.jpg'));
  const words = labels ? labels.map((label) => (typeof label === 'string' ? label : label.name)) : undefined;
  const model = asked ?? defaultModel;
  const segmenter = await showDownload(terminal, (onProgress) =>
    createSegmenter({ model, registry, device, threads, signal, onProgress }),
  );
  try {
    const suggestions = await segmenter.suggest(photo, { words, count, minShare, signal });
    if (json) return await terminal.printJson({ photo, model, suggestions });
    if (suggestions.length === 0) return terminal.note('No word of the list fits this photo.');
    const list = suggestions.map(({ word }) => word);
    await terminal.print(
      [
        plainTable(
          suggestions.map(({ word, share }) => [`${Math.round(100 * share)} %`, printable(word)]),
          ['right'],
        ),
        terminal.colors.dim(
          `langseg segment ${printable(photo)} --labels "${printable([...list, 'other'].join(', '))}"`,
        ),
      ].join('\n'),
    );
  } finally {
    await segmenter.dispose();
  }
}
