import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { describedNames, formatsOption, settingsOption } from '../format-options.js';
import { addLabelOptions } from '../label-choice.js';
import {
  bandsOption,
  colorsOption,
  labelsFileOption,
  labelsOption,
  longestSideOption,
  maxPixelsOption,
  rangeOption,
  refineOption,
} from '../labelling-options.js';
import { withSetup } from '../model-context.js';
import { deviceOption, dtypeOption, modelOption, threadsOption } from '../model-options.js';
import { addViewOptions } from '../view-options.js';
import { geoFormats } from './geo-lists.js';
import type { GeoCommandOptions } from './geo-options.js';

const details = `
Formats:
${describedNames(geoFormats)}

Examples:
  $ langseg geo ortho.tif -l "building, road, tree, grass, other" --out map
  $ langseg geo sentinel.tif -l "water, forest, field" --bands 4,3,2 --window 320 --out map
  $ langseg geo ortho.tif -l "building, other" -f geojson --set geojson.crs=source --set geojson.minArea=50 --out map`;

/** `langseg geo`. */
export function geoCommand(context: CommandContext): Command {
  const command = addSetupOptions(new Command('geo'))
    .description('Label GeoTIFFs in windows: masks and polygons that lie on the map. Needs @langseg/geo.')
    .addArgument(new Argument('<images...>', 'GeoTIFF files'))
    .addOption(labelsOption())
    .addOption(labelsFileOption())
    .addOption(modelOption())
    .addOption(dtypeOption())
    .addOption(new Option('-o, --out <folder>', 'where to write').makeOptionMandatory())
    .addOption(formatsOption(geoFormats, 'geotiff,geojson'))
    .addOption(bandsOption())
    .addOption(rangeOption())
    .addOption(longestSideOption());
  return addViewOptions(addLabelOptions(command))
    .addOption(refineOption())
    .addOption(colorsOption())
    .addOption(
      settingsOption(
        '--set <format.option=value>',
        'an option of a format, such as geojson.crs=source; can be repeated',
      ),
    )
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(maxPixelsOption())
    .addOption(new Option('--json', 'print one JSON object per picture'))
    .addHelpText('after', details)
    .action(async (images: string[], options: GeoCommandOptions) => {
      const { geo } = await import('./geo.js');
      await geo(images, options, await withSetup(context, options));
    });
}
