import {
  calibrationPhotoSchema,
  calibrationSettingsSchema,
  type CalibrationPart,
  type CalibrationSettings,
} from '../calibrate/calibration-part.js';
import type { CalibrationStore } from '../calibrate/measure-for-calibration.js';
import type { Shard } from '../run/shard.js';
import { openLines, readLines } from './line-file.js';

const format = {
  format: 'langseg-calibration-progress',
  what: 'a calibration',
  settings: calibrationSettingsSchema,
  line: calibrationPhotoSchema,
};

/**
 * Opens a file that remembers measured photos, so that an interrupted calibration goes on and shards can be put together.
 *
 * @throws LangSegError `CONFIG_INVALID` when the file is that of a calibration with other settings, naming the differences, or is no
 * such file; `IO_FAILED`, also for a full disk.
 */
export function openCalibrationFile(
  path: string,
  settings: CalibrationSettings,
  shard: Shard | null,
): Promise<CalibrationStore> {
  return openLines(path, format, { settings, shard });
}

/**
 * Reads such a file.
 *
 * @throws LangSegError `CONFIG_INVALID` for another file, `NOT_FOUND`, `IO_FAILED`.
 */
export async function readCalibrationFile(path: string): Promise<CalibrationPart> {
  const { settings, shard, lines } = await readLines(path, format);
  return { settings, shard, photos: lines };
}
