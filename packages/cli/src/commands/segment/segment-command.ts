import { Argument, Command, Option } from 'commander';
import { resultFormats, usualEnding, type FormatComponent } from '@langseg/core';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { settingsOption } from '../format-options.js';
import { addLabelOptions } from '../label-choice.js';
import { withSetup } from '../model-context.js';
import { deviceOption, dtypeOption, modelOption, threadsOption, workersOption } from '../model-options.js';
import { fraction, listed, pixelPlace } from '../option-values.js';
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
import type { SegmentOptions } from './segment-options.js';

const details = `
Files in the output folder:
${resultFormats.map(describeFormat).join('\n')}

Examples:
  $ langseg segment photo.jpg --labels "sky, grass, dog, other"
  $ langseg segment photos/ more/*.png --labels-file words.txt --out masks --format mask
  $ curl -s https://example.org/dog.jpg | langseg segment - -l "dog, other" -f overlay -o - > dog.png
  $ langseg segment photos/ -l "road, car, other" --json | jq '.labels[] | {label, share}'`;

/** `langseg segment`. */
export function segmentCommand(context: CommandContext): Command {
  const command = addSetupOptions(new Command('segment'))
    .description('Label every pixel of photos with the word that fits it best.')
    .addArgument(
      new Argument(
        '<inputs...>',
        'images, folders, patterns such as *.jpg, addresses, or - for standard input',
      ),
    )
    .addOption(labelsOption())
    .addOption(labelsFileOption())
    .addOption(modelOption())
    .addOption(dtypeOption())
    .addOption(
      new Option('-o, --out <folder>', 'where to write; - writes one file to standard output').default(
        '.',
        'the current folder',
      ),
    )
    .addOption(
      new Option('-f, --format <list>', `what to write: ${resultFormats.map(({ type }) => type).join(', ')}`)
        .argParser(listed)
        .default(['overlay', 'mask'], 'overlay,mask'),
    )
    .addOption(longestSideOption());
  return addViewOptions(addLabelOptions(command))
    .addOption(refineOption())
    .addOption(
      new Option(
        '--alpha <opacity>',
        'opacity of the colours of an overlay, 0 to 1 (default: 0.5)',
      ).argParser(fraction),
    )
    .addOption(colorsOption())
    .addOption(
      settingsOption(
        '--set <format.option=value>',
        'an option of a format, such as heatmaps.temperature=2; can be repeated',
      ),
    )
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(workersOption())
    .addOption(maxPixelsOption())
    .addOption(
      new Option('--at <x,y>', 'also say why the pixel in this column and row has its label').argParser(
        pixelPlace,
      ),
    )
    .addOption(new Option('-r, --recursive', 'also search subfolders; results keep their subfolders'))
    .addOption(bandsOption())
    .addOption(rangeOption())
    .addOption(new Option('--no-overwrite', 'keep existing files, and count the image as failed'))
    .addOption(new Option('--resume', 'leave out images whose results are all there'))
    .addOption(new Option('--shard <i/n>', 'only a part of the images, such as 1/3'))
    .addOption(new Option('--fail-fast', 'stop at the first image that fails'))
    .addOption(new Option('--json', 'print one JSON object per line for each image'))
    .addHelpText('after', details)
    .action(async (inputs: string[], options: SegmentOptions) => {
      const { segment } = await import('./segment.js');
      await segment(inputs, options, await withSetup(context, options));
    });
}

function describeFormat(format: FormatComponent): string {
  const ending = format.perLabel
    ? usualEnding(format).replace(/(?=\.[^.]+$)/, '.<label>')
    : usualEnding(format);
  return `  ${format.type.padEnd(10)}${`<name>${ending}`.padEnd(28)}${format.description}`;
}
