import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { bandsOption, longestSideOption, maxPixelsOption, rangeOption } from '../labelling-options.js';
import { withSetup } from '../model-context.js';
import { deviceOption, dtypeOption, modelOption, threadsOption } from '../model-options.js';
import { wholeNumber } from '../option-values.js';
import { addViewOptions } from '../view-options.js';
import type { EmbedOptions } from './embed-options.js';

const details = `
Needs the package @langseg/embeddings.

Examples:
  $ langseg embed photos/ --out vectors
  $ langseg query vectors "a red roof"
  $ langseg embed photos/ -r --vectors regions --format database --out index
  $ langseg embed photos/ -r --vectors regions --out postgres://me@localhost/photos`;

/** `langseg embed`. */
export function embedCommand(context: CommandContext): Command {
  const command = addSetupOptions(new Command('embed'))
    .description('Store the vectors that a model sees in photos, for searching them and for other programs.')
    .addArgument(new Argument('<inputs...>', 'images, folders, or patterns such as *.jpg'))
    .addOption(
      new Option(
        '-o, --out <place>',
        'a folder, or a PostgreSQL server with pgvector, as postgres://user@host/name',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option('--vectors <kind>', "one for each cell of the network's grid, or for each connected region")
        .choices(['pixels', 'regions'])
        .default('pixels'),
    )
    .addOption(
      new Option('-f, --format <type>', 'files, or a database of regions in the folder')
        .choices(['safetensors', 'npy', 'database'])
        .default(undefined, 'safetensors; database for a server'),
    )
    .addOption(
      new Option('--precision <type>', 'how numbers are stored')
        .choices(['float16', 'int8'])
        .default('float16'),
    )
    .addOption(
      new Option(
        '--cells <count>',
        "cells along the longer side at most (default: all of the network's; 64 for regions)",
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option('--max-regions <count>', 'regions of a photo at most (default: 32)').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(modelOption())
    .addOption(dtypeOption())
    .addOption(longestSideOption());
  return addViewOptions(command)
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(maxPixelsOption())
    .addOption(new Option('-r, --recursive', 'also search subfolders; vectors keep their subfolders'))
    .addOption(bandsOption())
    .addOption(rangeOption())
    .addOption(new Option('--resume', 'continue: leave out photos that are there and have not changed'))
    .addOption(new Option('--shard <i/n>', 'only a part of the photos, such as 1/3'))
    .addOption(new Option('--fail-fast', 'stop at the first photo that fails'))
    .addOption(new Option('--json', 'print one JSON object per line for each photo'))
    .addHelpText('after', details)
    .action(async (inputs: string[], options: EmbedOptions) => {
      const { embed } = await import('./embed.js');
      await embed(inputs, options, await withSetup(context, options));
    });
}
