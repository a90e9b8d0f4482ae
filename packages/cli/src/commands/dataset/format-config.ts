import { LangSegError, type AnyConfig, type ComponentSet } from '@langseg/core';
import { datasetFormatSlot } from '@langseg/datasets';
import { readValue } from '../read-value.js';
import type { DatasetOptions } from './dataset-options.js';

/**
 * The data set format that options name, with its own options.
 *
 * @throws LangSegError `USAGE` for a format or an option that there is not.
 */
export function formatConfig(
  { format, set, tolerance }: Pick<DatasetOptions, 'format' | 'set' | 'tolerance'>,
  registry: ComponentSet,
): AnyConfig {
  const known = registry.typesOf(datasetFormatSlot.name);
  if (!known.includes(format))
    throw new LangSegError('USAGE', `Expected one of ${known.join(', ')} as --format, got "${format}".`);
  const config = {
    type: format,
    ...(tolerance !== undefined && { tolerance }),
    ...Object.fromEntries(set.map(assignment)),
  };
  try {
    registry.parseConfig(datasetFormatSlot, config);
  } catch (error) {
    throw LangSegError.is(error) ? new LangSegError('USAGE', error.message) : error;
  }
  return config;
}

function assignment(text: string): [key: string, value: unknown] {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined) return [key, readValue(value)];
  throw new LangSegError(
    'USAGE',
    `--set takes an option of the format and its value, such as areas=rle; got "${text}".`,
  );
}
