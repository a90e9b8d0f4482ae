import { Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { addPhotoOptions, withSize } from '../eval/photo-options.js';
import { deviceOption, threadsOption } from '../model-options.js';
import { withSetup } from '../model-context.js';
import { wholeNumber } from '../option-values.js';
import { addViewOptions } from '../view-options.js';
import type { CalibrateCommandOptions } from './calibrate-options.js';

const details = `
The folder is a data set as langseg eval reads it. A quarter of the photos is held out and measured before and after.
Without --out and --write, the result is only printed.

Examples:
  $ langseg calibrate photos
  $ langseg calibrate photos --model runs/street/model --write
  $ langseg calibrate photos --labels "street, vehicle, person" --out calibrated`;

/** `langseg calibrate`. */
export function calibrateCommand(context: CommandContext): Command {
  const command = addPhotoOptions(
    new Command('calibrate').description('Find out on photos with masks when none of the labels fits.'),
  )
    .addOption(
      new Option('--seed <number>', 'chooses the photos held out and the words of each photo')
        .argParser(wholeNumber(0))
        .default(0),
    )
    .addOption(new Option('-o, --out <folder>', 'write a copy of the bundle with the calibration'))
    .addOption(
      new Option('--write', "put the calibration into the config.json of the model's folder").conflicts(
        'out',
      ),
    )
    .addOption(new Option('--json', 'print one JSON object'));
  return addSetupOptions(addViewOptions(command.addOption(deviceOption()).addOption(threadsOption())))
    .addHelpText('after', details)
    .action(async (folder: string, options: CalibrateCommandOptions & { size?: number }) => {
      const { calibrate } = await import('./calibrate.js');
      const asked = withSize(options);
      await calibrate(folder, asked, await withSetup(context, asked));
    });
}
