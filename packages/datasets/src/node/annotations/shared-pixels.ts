import { LangSegError } from '@langseg/core';

/** The error for areas that share pixels in a format that has no room for it. */
export function sharedPixels(format: string): LangSegError {
  return new LangSegError(
    'USAGE',
    `The format ${format} gives every pixel one class; labels that share pixels need another one, such as coco.`,
    { format },
  );
}
