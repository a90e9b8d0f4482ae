import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { addPhotoOptions, withSize } from '../eval/photo-options.js';
import { deviceOption, modelOption, threadsOption } from '../model-options.js';
import { withSetup } from '../model-context.js';
import { wholeNumber } from '../option-values.js';
import { addViewOptions } from '../view-options.js';
import type { CalibrateCommandOptions, CalibrateMergeOptions } from './calibrate-options.js';

const details = `
The folder is a data set as langseg eval reads it. A quarter of the photos is held out and measured before and after.
Without --out and --write, the result is only printed. With --record, a calibration that was interrupted goes on where it
stopped when the command is repeated.

Examples:
  $ langseg calibrate photos
  $ langseg calibrate photos --model runs/street/model --write
  $ langseg calibrate photos --labels "street, vehicle, person" --out calibrated
  $ langseg calibrate photos --shard 1/2 --record 1.jsonl
  $ langseg calibrate merge 1.jsonl 2.jsonl --out calibrated`;

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
    .addOption(
      new Option(
        '--record <file>',
        'keep what was measured, to go on after an interruption or to merge shards',
      ),
    )
    .addOption(new Option('--shard <i/n>', 'only a part of the photos, such as 1/3; see calibrate merge'));
  addTargetOptions(command);
  return addSetupOptions(addViewOptions(command.addOption(deviceOption()).addOption(threadsOption())))
    .addHelpText('after', details)
    .addCommand(mergeCommand(context))
    .action(async (folder: string, options: CalibrateCommandOptions & { size?: number }) => {
      const { calibrate } = await import('./calibrate.js');
      const asked = withSize(options);
      await calibrate(folder, asked, await withSetup(context, asked));
    });
}

function mergeCommand(context: CommandContext): Command {
  const command = new Command('merge')
    .description('Put the records of all shards together, and calibrate.')
    .addArgument(new Argument('<files...>', 'what --shard 1/n to n/n have recorded, in any order'))
    .addOption(modelOption());
  return addTargetOptions(command).action(
    async (files: string[], _options: CalibrateMergeOptions, command: Command) => {
      // The command above has options of the same names, and takes them wherever they stand.
      const options = command.optsWithGlobals<CalibrateMergeOptions>();
      const { mergeCalibrations } = await import('./merge-calibrations.js');
      await mergeCalibrations(files, options, await withSetup(context, options));
    },
  );
}

function addTargetOptions(command: Command): Command {
  return command
    .addOption(new Option('-o, --out <folder>', 'write a copy of the bundle with the calibration'))
    .addOption(
      new Option('--write', "put the calibration into the config.json of the model's folder").conflicts(
        'out',
      ),
    )
    .addOption(new Option('--json', 'print one JSON object'));
}
