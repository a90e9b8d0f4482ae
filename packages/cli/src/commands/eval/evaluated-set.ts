import { LangSegError, type AnyConfig, type ComponentSet } from '@langseg/core';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import { readValue } from '../read-value.js';
import type { EvalOptions } from './eval-options.js';

/** A data set to evaluate on, and what the record says about its layout. */
export interface EvaluatedSet {
  readonly dataset: FileDataset;
  /** What it was opened with, as `openDataset` takes it. */
  readonly source: AnyConfig;
  readonly layout: Readonly<Record<string, unknown>>;
}

/**
 * Opens the data set that the options name.
 *
 * @param usual layout of the protocol, if there is one.
 * @throws LangSegError `USAGE` for `--set` without a value, and as `openDataset`.
 */
export async function openEvaluatedSet(
  path: string,
  { layout, split, set }: Pick<EvalOptions, 'layout' | 'split' | 'set'>,
  registry: ComponentSet,
  usual: { readonly type: string } = { type: 'folder' },
): Promise<EvaluatedSet> {
  const options = {
    ...(layout === undefined || layout === usual.type ? usual : { type: layout }),
    ...(split !== undefined && { split }),
    ...Object.fromEntries(set.map(assignment)),
  };
  const { onError: _, name: _name, ...described } = { onError: undefined, name: undefined, ...options };
  const source = { ...options, path };
  return { dataset: await openDataset(source, registry), source, layout: described };
}

function assignment(text: string): [key: string, value: unknown] {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined) return [key, readValue(value)];
  throw new LangSegError(
    'USAGE',
    `--set takes an option of the data set and its value, such as onError=skip; got "${text}".`,
    {
      set: text,
    },
  );
}
