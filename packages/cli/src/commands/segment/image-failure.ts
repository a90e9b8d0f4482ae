import { LangSegError } from '@langseg/core';

/** One image can't be segmented, or its results not be written; others may well be. */
export class ImageFailure extends Error {
  override readonly name = 'ImageFailure';
  override readonly cause: LangSegError;

  constructor(cause: LangSegError) {
    super(cause.message);
    this.cause = cause;
  }
}

/** What stops the whole run, whichever image it meets. */
const general: readonly LangSegError['code'][] = ['ABORTED', 'DISPOSED', 'RUNTIME_FAILED'];

/**
 * Runs something that fails because of one image.
 *
 * @throws ImageFailure; errors that concern all images are passed on.
 */
export async function ofOneImage<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (LangSegError.is(error) && !general.includes(error.code)) throw new ImageFailure(error);
    throw error;
  }
}
