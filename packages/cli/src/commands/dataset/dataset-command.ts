import { Argument, Command, Option } from 'commander';
import { datasetFormats } from '@langseg/datasets';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { settingsOption } from '../format-options.js';
import { addLabelOptions } from '../label-choice.js';
import { withSetup } from '../model-context.js';
import { deviceOption, dtypeOption, modelOption, threadsOption } from '../model-options.js';
import { fraction, pixelDistance, wholeNumber } from '../option-values.js';
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
import { addViewOptions } from '../view-options.js';
import type { DatasetOptions, MergeDatasetOptions } from './dataset-options.js';

const details = `
Formats:
${datasetFormats.map(({ type, description }) => `  ${type.padEnd(16)}${description}`).join('\n')}

Examples:
  $ langseg dataset photos/ --labels "road, car, tree" --out street
  $ langseg dataset photos/ -r -l "cow, grass, other" --instances components --min-area 50 --val 0.1 --out cows
  $ langseg dataset photos/ -l "road, car" --shard 1/2 --out part1
  $ langseg dataset merge part1 part2 --out street
  $ langseg dataset merge street --format yolo-seg --out street-yolo`;

/** `langseg dataset`. */
export function datasetCommand(context: CommandContext): Command {
  const command = addSetupOptions(new Command('dataset'))
    .description(
      'Make a data set of photos: what segment finds, in the form that annotation tools and trainers read.',
    )
    .addArgument(new Argument('[inputs...]', 'images, folders, or patterns such as *.jpg'))
    .addOption(new Option('--photos-file <file>', 'more of them, one per line'))
    .addOption(labelsOption())
    .addOption(labelsFileOption())
    .addOption(modelOption())
    .addOption(dtypeOption())
    .addOption(outOption().makeOptionMandatory())
    .addOption(
      new Option(
        '-f, --format <type>',
        `what to write: ${datasetFormats.map(({ type }) => type).join(', ')}`,
      ).default('coco'),
    )
    .addOption(
      new Option('--instances <kind>', 'one area for each label of a photo, or for each connected piece')
        .choices(['labels', 'components'])
        .default('labels'),
    )
    .addOption(
      new Option('--min-area <pixels>', 'leave out connected pieces that are smaller')
        .argParser(wholeNumber(1))
        .default(1),
    )
    .addOption(toleranceOption())
    .addOption(new Option('--scores', 'give areas the mean probability of their label; takes longer'))
    .addOption(new Option('--keep-other', 'also write areas of the label "other"'))
    .addOption(colorsOption())
    .addOption(
      new Option('--val <share>', 'share of the photos that are for validation')
        .argParser(fraction)
        .default(0),
    )
    .addOption(imagesOption())
    .addOption(nameOption())
    .addOption(new Option('--license <text>', 'licence of the data set, in words or as an address'))
    .addOption(longestSideOption());
  return addViewOptions(addLabelOptions(command))
    .addOption(refineOption())
    .addOption(setOption())
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(maxPixelsOption())
    .addOption(new Option('-r, --recursive', 'also search subfolders; photos keep their subfolders'))
    .addOption(bandsOption())
    .addOption(rangeOption())
    .addOption(new Option('--resume', 'continue the data set: leave out photos that are in it, add others'))
    .addOption(new Option('--shard <i/n>', 'only a part of the photos, such as 1/3; see dataset merge'))
    .addOption(new Option('--fail-fast', 'stop at the first photo that fails'))
    .addOption(new Option('--json', 'print the report as one JSON object'))
    .addHelpText('after', details)
    .addCommand(mergeCommand(context))
    .action(async (inputs: string[], options: DatasetOptions) => {
      const { makeDataset } = await import('./make-dataset.js');
      await makeDataset(inputs, options, await withSetup(context, options));
    });
}

function mergeCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('merge'))
    .description(
      'Put data sets of this command together, such as the shards of a run, or write one in another format.',
    )
    .addArgument(new Argument('<folders...>', 'data sets with the same labels and settings'))
    .addOption(outOption())
    .addOption(new Option('-f, --format <type>', "what to write (default: the first one's format)"))
    .addOption(toleranceOption())
    .addOption(
      new Option(
        '--val <share>',
        "share of the photos that are for validation (default: the first one's)",
      ).argParser(fraction),
    )
    .addOption(imagesOption())
    .addOption(nameOption())
    .addOption(setOption())
    .addOption(new Option('--json', 'print the report as one JSON object'))
    .action(async (folders: string[], _options: MergeDatasetOptions, command: Command) => {
      // The command above has options of the same names, and takes them wherever they stand.
      const given = command.optsWithGlobals<MergeDatasetOptions>();
      const isGiven = (name: string) => command.getOptionValueSourceWithGlobals(name) !== 'default';
      const { format, val, ...others } = given;
      const options = { ...others, ...(isGiven('format') && { format }), ...(isGiven('val') && { val }) };
      const { mergeCommandDatasets } = await import('./merge-command-datasets.js');
      await mergeCommandDatasets(folders, options, await withSetup(context, options));
    });
}

function outOption(): Option {
  return new Option('-o, --out <folder>', 'where to write');
}

function toleranceOption(): Option {
  return new Option(
    '--tolerance <pixels>',
    'how far simplified polygons may lie from the pixels; 0 keeps every corner (default: 1)',
  ).argParser(pixelDistance);
}

function imagesOption(): Option {
  return new Option('--images <how>', 'copy photos into the data set, or link to where they are')
    .choices(['copy', 'link'])
    .default('copy');
}

function nameOption(): Option {
  return new Option('--name <text>', "name of the data set (default: the folder's)");
}

function setOption(): Option {
  return settingsOption(
    '--set <option=value>',
    'an option of the format, such as areas=rle; can be repeated',
  );
}
