import { fileURLToPath } from 'node:url';
import { createModelStore, createNodeRuntime } from '@langseg/adapter-node';
import { lintLabels as lintWords, openTextEncoder } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import type { SetupOptions } from '../../setup/setup-options.js';
import type { ModelContext } from '../model-context.js';
import { readLabelList } from '../segment/read-label-list.js';
import { showDownload } from '../show-download.js';
import { lintLines } from './lint-lines.js';

/** Options of `langseg lint-labels`, as commander gives them. */
export interface LintLabelsOptions extends SetupOptions {
  readonly labelsFile?: string;
  readonly model?: string;
  readonly json?: boolean;
}

/**
 * Prints what the text encoder of a model tells about labels; no other part of the model is opened. Findings are no failure.
 *
 * @throws LangSegError for labels as `segment`, and what opening a model throws.
 */
export async function lintLabels(
  text: string | undefined,
  options: LintLabelsOptions,
  { io: { signal }, terminal, registry, defaultModel }: ModelContext,
): Promise<void> {
  const example = 'langseg lint-labels "sky, grass, other"';
  const labels = await readLabelList({ labels: text, labelsFile: options.labelsFile }, terminal, example);
  const { model = defaultModel, json } = options;
  const ref = model === 'default' ? fileURLToPath(bundleUrl) : model;
  const textEncoder = await showDownload(terminal, async (onProgress) => {
    const assets = await createModelStore().resolve(ref, { signal, onProgress });
    return openTextEncoder(assets, { registry, runtime: createNodeRuntime({}), signal });
  });
  try {
    const lint = await lintWords(labels, textEncoder, { signal });
    await (json ? terminal.printJson({ model, ...lint }) : terminal.print(lintLines(lint, terminal.colors)));
  } finally {
    await textEncoder.dispose();
  }
}
