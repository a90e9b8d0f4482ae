import { loadSharp } from './load-sharp.js';

/**
 * Reads how a photo has to be turned to stand upright: its EXIF orientation, from 1 (not at all) to 8. Where none can be
 * read it is 1.
 *
 * @param path of a file.
 * @throws LangSegError `RUNTIME_FAILED` when sharp is not installed.
 */
export async function readOrientation(path: string): Promise<number> {
  const sharp = await loadSharp();
  const { orientation = 1 } = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((): { orientation?: number } => ({}));
  return orientation;
}
