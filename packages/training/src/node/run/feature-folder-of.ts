import type { OpenFeatures } from '../../run/frozen-features.js';
import { featureTotal, openFeatureFolder } from '../features/feature-folder.js';
import type { AssembleOptions } from './assemble-options.js';
import type { Design } from './design-run.js';
import type { OpenData } from './open-data.js';

/** Opens where a recipe wants features to be kept, and tells how much room they will take. */
export function featureFolderOf(
  { recipe, folder: run, onEvent }: Pick<AssembleOptions, 'recipe' | 'folder' | 'onEvent'>,
  { train }: OpenData,
  { looks = 1 }: Pick<Design, 'looks'>,
): OpenFeatures | undefined {
  const { cacheFeatures } = recipe.parameters;
  if (!cacheFeatures) return undefined;
  const { megabytes, folder = run.features, dtype } = cacheFeatures;
  return async (part) => {
    const photos = train.reduce((sum, { dataset }) => sum + dataset.ids.length, 0);
    const total = featureTotal(part, dtype, photos * looks) / 2 ** 20;
    onEvent({
      type: 'note',
      message:
        `Features of ${photos} photos in ${looks} ${looks === 1 ? 'look' : 'looks'} take ${sizeText(total)} in ${folder}` +
        (total > megabytes
          ? `; ${sizeText(megabytes)} are allowed, the others are computed each time.`
          : '.'),
    });
    const onWarning = (message: string) => onEvent({ type: 'warning', message });
    return openFeatureFolder(part, { folder, megabytes, dtype, onWarning });
  };
}

function sizeText(megabytes: number): string {
  return megabytes < 1000 ? `${megabytes.toPrecision(3)} MB` : `${(megabytes / 1024).toPrecision(3)} GB`;
}
