import { LangSegError, type ComponentSet, type FormatChoice } from '@langseg/core';
import { datasetFormatSlot } from '../../annotations/dataset-format.js';
import type { SetNote } from './set-note.js';
import { sharedPixels } from './shared-pixels.js';

/**
 * The format of a data set, with all of its options, and the folder that it has photos in.
 *
 * @throws LangSegError `CONFIG_INVALID` for a format or options that there are not, and one without room for so many classes; `USAGE` for one
 * in which areas can't share pixels, where they do.
 */
export function fittingFormat(
  choice: FormatChoice,
  { categories, sharesPixels }: Pick<SetNote, 'categories' | 'sharesPixels'>,
  registry: ComponentSet,
): Pick<SetNote, 'format' | 'imageFolder'> {
  const config = typeof choice === 'string' ? { type: choice } : choice;
  const { component, options } = registry.parseConfig(datasetFormatSlot, config);
  const { type, mostCategories = Infinity, imageFolder = 'images' } = component;
  if (sharesPixels && !component.sharesPixels) throw sharedPixels(type);
  if (categories.length > mostCategories)
    throw new LangSegError(
      'CONFIG_INVALID',
      `The format ${type} has room for ${mostCategories} classes, got ${categories.length}. Use another format.`,
      { format: type, classes: categories.length },
    );
  return { format: { type, ...options }, imageFolder };
}
