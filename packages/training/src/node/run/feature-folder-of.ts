import { counted } from '@langseg/core';
import type { OpenFeatures } from '../../run/frozen-features.js';
import { featureBytes } from '../features/feature-file.js';
import { openFeatureFolder } from '../features/feature-folder.js';
import type { AssembleOptions } from './assemble-options.js';
import type { Design } from './design-run.js';
import type { OpenData } from './open-data.js';

/** Where a run keeps features. */
export interface FeatureFolder {
  readonly training: OpenFeatures;
  readonly validation: OpenFeatures;
}

/** Opens where a recipe wants features to be kept, and tells how much room those to train on will take. */
export function featureFolderOf(
  { recipe, folder: run, onEvent }: Pick<AssembleOptions, 'recipe' | 'folder' | 'onEvent'>,
  { train }: OpenData,
  { crop, looks = 1 }: Pick<Design, 'crop' | 'looks'>,
): FeatureFolder | undefined {
  const { cacheFeatures } = recipe.parameters;
  if (!cacheFeatures) return undefined;
  const { megabytes, folder = run.features, dtype } = cacheFeatures;
  const onWarning = (message: string) => onEvent({ type: 'warning', message });
  let opened: ReturnType<typeof openFeatureFolder> | undefined;
  const open: OpenFeatures = async (part) => {
    opened ??= openFeatureFolder({ folder, megabytes, dtype, onWarning });
    return (await opened)(part);
  };
  return {
    validation: open,
    training(part) {
      const photos = train.reduce((sum, { dataset }) => sum + dataset.ids.length, 0);
      const each = featureBytes(part.features([1, 3, crop.height, crop.width]), dtype);
      const total = (each * photos * looks) / 2 ** 20;
      onEvent({
        type: 'note',
        message:
          `Features of ${counted(photos, 'photo')} in ${counted(looks, 'look')} take ${sizeText(total)} in ${folder}` +
          (total > megabytes
            ? `; ${sizeText(megabytes)} are allowed, the others are computed each time.`
            : '.'),
      });
      return open(part);
    },
  };
}

function sizeText(megabytes: number): string {
  return megabytes < 1000 ? `${megabytes.toPrecision(3)} MB` : `${(megabytes / 1024).toPrecision(3)} GB`;
}
