import { LangSegError } from '@langseg/core';
import { OutputClosed } from '../../io/write-to.js';

/** One image can't be segmented, or its results not be written; others may well be. */
export class ImageFailure extends Error {
  override readonly name = 'ImageFailure';
  /** Code of the error; `INTERNAL` for one that nobody expected. */
  readonly code: string;

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.code = LangSegError.is(cause) ? cause.code : 'INTERNAL';
  }
}

/**
 * Runs what is done for one image.
 *
 * @throws ImageFailure whatever went wrong, so that the others go on; what makes going on useless is passed on.
 */
export async function ofOneImage<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw isGeneral(error) || error instanceof ImageFailure ? error : new ImageFailure(error);
  }
}

/** What stops the whole run, whichever image it meets. */
function isGeneral(error: unknown): boolean {
  if (error instanceof OutputClosed) return true;
  if (LangSegError.is(error, 'IO_FAILED')) return 'stream' in error.context;
  if (LangSegError.is(error, 'LABELS_INVALID')) return !('limit' in error.context);
  if (LangSegError.is(error, 'USAGE')) return 'other' in error.context;
  return LangSegError.is(error, 'ABORTED') || LangSegError.is(error, 'DISPOSED');
}
