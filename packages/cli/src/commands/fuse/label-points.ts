import { labelOptionsOf, paletteWith, tensor, type Label, type Segmenter } from '@langseg/core';
import type { PointLabels, PointMap } from '@langseg/mapping';
import type { Terminal } from '../../terminal/terminal.js';
import { LabelWarnings } from '../segment/label-warnings.js';
import type { FuseCommandOptions } from './fuse-options.js';

/** Gives points the words that fit their vectors best. Errors as `Segmenter.labelVectors`. */
export async function labelPoints(
  { vectors, weights, dim }: PointMap,
  labels: readonly Label[],
  options: FuseCommandOptions,
  {
    segmenter,
    terminal,
    signal,
  }: {
    readonly segmenter: Pick<Segmenter, 'labelVectors'>;
    readonly terminal: Terminal;
    readonly signal: AbortSignal;
  },
): Promise<PointLabels> {
  const found = await segmenter.labelVectors(tensor('float32', [weights.length, dim], vectors), labels, {
    ...labelOptionsOf(options),
    signal,
    onWarning: new LabelWarnings(terminal).add,
  });
  return { ...found, palette: paletteWith(options.colors ?? [], found.labels.length) };
}
