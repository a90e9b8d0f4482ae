import { LangSegError } from '@langseg/core';
import { finishCalibration, type ModelCalibration } from './finish-calibration.js';
import { measureForCalibration, type CalibrateOptions } from './measure-for-calibration.js';

/**
 * Fits temperature and threshold of a model on three quarters of the photos, and measures on the others what `other: 'auto'` changes.
 *
 * Each photo is asked for two lists of words, of classes that it shows and of others; every class that it shows is in one of them.
 * Logits are the network's own, without a refiner, on a grid of pixels. To share the work, measure shards with
 * {@link measureForCalibration}, put them together with `mergeCalibrationParts`, and call {@link finishCalibration}.
 *
 * @throws LangSegError `LABELS_INVALID` for fewer than two photos or words and as `fitCalibration`, `USAGE` for a shard and for views whose
 * probabilities are averaged, what reading and encoding throw, `ABORTED`.
 */
export async function calibrateModel(options: CalibrateOptions): Promise<ModelCalibration> {
  if (options.shard)
    throw new LangSegError('USAGE', 'A shard is measured first, and fitted when all are put together.');
  const { photos } = await measureForCalibration(options);
  return finishCalibration(photos);
}
