import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { assertAllShards } from '../record/assert-all-shards.js';
import { assertSameSettings } from '../record/assert-same-settings.js';
import { shallowValue } from '../record/shallow-value.js';
import type { Shard } from '../run/shard.js';

const count = z.int().min(0);

/** Schema of {@link CalibrationSettings}. */
export const calibrationSettingsSchema = z.strictObject({
  model: z.strictObject({ name: z.string(), sha256: z.string().optional() }),
  dataset: z.strictObject({ name: z.string(), photos: count, sha256: z.string() }),
  words: z.strictObject({ classes: z.array(z.array(z.string()).readonly()).readonly(), sha256: z.string() }),
  scoring: z.string().optional(),
  view: shallowValue,
  longestSide: z.int().optional(),
  seed: count,
  versions: z.record(z.string(), z.string()),
});

/** What logits depend on; parts of one calibration have equal ones. */
export type CalibrationSettings = z.infer<typeof calibrationSettingsSchema>;

/** Schema of {@link CalibrationPhoto}. */
export const calibrationPhotoSchema = z.union([
  z.strictObject({
    id: z.string(),
    at: count,
    isHeldOut: z.boolean(),
    lists: z
      .array(
        z.strictObject({
          /** For each word of the list whether the photo shows what it names. */
          isShown: z.array(z.boolean()).readonly(),
          /**
           * Numbers of one pixel after the other: index of the right word, −1 for none; then the logits of all words, or for photos
           * that are held out the best word and its logit.
           */
          pixels: z.array(z.number()).readonly(),
        }),
      )
      .readonly(),
  }),
  z.strictObject({ skipped: z.strictObject({ id: z.string(), at: count, message: z.string() }) }),
]);

/** What is measured in one photo. */
export type CalibrationPhoto = z.infer<typeof calibrationPhotoSchema>;

/** What was measured in all photos of a data set, or in a shard of them. */
export interface CalibrationPart {
  readonly settings: CalibrationSettings;
  readonly shard: Shard | null;
  readonly photos: readonly CalibrationPhoto[];
}

/**
 * Puts the parts of a calibration together, in the order of the photos.
 *
 * @throws LangSegError `USAGE` for parts that are missing, there twice, unfinished or no shards; `CONFIG_INVALID` for other settings.
 */
export function mergeCalibrationParts(
  parts: readonly { readonly name: string; readonly part: CalibrationPart }[],
): CalibrationPart {
  assertAllShards(parts.map(({ name, part: { shard } }) => ({ name, shard })));
  assertSameSettings(parts.map(({ name, part: { settings } }) => ({ name, settings })));
  const { settings } = parts[0].part;
  const photos = parts.flatMap(({ part }) => part.photos).sort((a, b) => placeOfPhoto(a) - placeOfPhoto(b));
  const seen = new Set(photos.map(placeOfPhoto)).size;
  if (seen !== settings.dataset.photos || seen !== photos.length)
    throw new LangSegError(
      'USAGE',
      `The data set has ${settings.dataset.photos} photos; the parts hold ${photos.length}, ${seen} of them different. ` +
        'Let every shard finish first: repeat its command.',
      { photos: settings.dataset.photos, found: photos.length, different: seen },
    );
  return { settings, shard: null, photos };
}

/** Place in the data set. */
export function placeOfPhoto(photo: CalibrationPhoto): number {
  return 'skipped' in photo ? photo.skipped.at : photo.at;
}
