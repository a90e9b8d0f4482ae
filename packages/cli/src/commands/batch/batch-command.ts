import { Argument, Command, Option } from 'commander';
import { resultFormats } from '@langseg/core';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { settingsOption } from '../format-options.js';
import { addLabelOptions } from '../label-choice.js';
import { withSetup } from '../model-context.js';
import { deviceOption, dtypeOption, modelOption, threadsOption } from '../model-options.js';
import { fraction, listed, wholeNumber } from '../option-values.js';
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
import type {
  BatchOptions,
  StatusOptions,
  SubmitCommandOptions,
  WorkCommandOptions,
} from './batch-options.js';

const details = `
Needs the package @langseg/batch: npm install @langseg/batch

Examples:
  $ langseg batch submit photos/ -r --labels "road, car, tree" --database queue --out results
  $ langseg batch work --database queue
  $ langseg batch status --database queue
  $ langseg batch submit s3://photos/2026/ -l "road, car" --database postgres://me@host/db --out s3://results/2026
  $ langseg batch work --database postgres://me@host/db --processes 4 --metrics-port 9400`;

/** `langseg batch`. */
export function batchCommand(context: CommandContext): Command {
  return new Command('batch')
    .description('Segment any number of photos by a queue, on one machine or many.')
    .addHelpText('after', details)
    .addCommand(submitCommand(context))
    .addCommand(workCommand(context))
    .addCommand(statusCommand(context))
    .addCommand(retryCommand(context))
    .addCommand(cancelCommand(context));
}

function submitCommand(context: CommandContext): Command {
  const command = addBatchOptions(addSetupOptions(new Command('submit')))
    .description('Put photos into the queue; the same ones again add nothing.')
    .addArgument(
      new Argument('[inputs...]', 'images, folders, patterns such as *.jpg, or s3://bucket/prefix'),
    )
    .addOption(new Option('--photos-file <file>', 'more of them, one per line'))
    .addOption(labelsOption())
    .addOption(labelsFileOption())
    .addOption(modelOption())
    .addOption(dtypeOption())
    .addOption(
      new Option(
        '-o, --out <place>',
        'where results go: a folder, or s3://bucket/prefix',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option('-f, --format <list>', `what to write: ${resultFormats.map(({ type }) => type).join(', ')}`)
        .argParser(listed)
        .default(['mask'], 'mask'),
    )
    .addOption(
      new Option(
        '--alpha <opacity>',
        'opacity of the colours of an overlay, 0 to 1 (default: 0.5)',
      ).argParser(fraction),
    )
    .addOption(
      settingsOption(
        '--set <format.option=value>',
        'an option of a format, such as heatmaps.temperature=2; can be repeated',
      ),
    )
    .addOption(new Option('--job-size <photos>', 'photos of a job').argParser(wholeNumber(1)).default(64))
    .addOption(longestSideOption());
  return addViewOptions(addLabelOptions(command))
    .addOption(refineOption())
    .addOption(colorsOption())
    .addOption(maxPixelsOption())
    .addOption(new Option('-r, --recursive', 'also search subfolders'))
    .addOption(bandsOption())
    .addOption(rangeOption())
    .addOption(jsonOption())
    .action(async (inputs: string[], options: SubmitCommandOptions) => {
      const { submit } = await import('./submit.js');
      await submit(inputs, options, await withSetup(context, options));
    });
}

function workCommand(context: CommandContext): Command {
  const seconds = (flags: string, description: string, value: number, min = 1): Option =>
    new Option(flags, description).argParser(wholeNumber(min)).default(value);
  return addBatchOptions(addSetupOptions(new Command('work')))
    .description('Work on a batch until all its photos are done. Any number of these may run.')
    .addOption(
      seconds(
        '--processes <count>',
        'photos that are segmented side by side, each in a process of its own',
        1,
      ),
    )
    .addOption(threadsOption())
    .addOption(deviceOption())
    .addOption(
      seconds('--lease <seconds>', 'a job is given to another worker when this one is silent so long', 60, 2),
    )
    .addOption(seconds('--photo-timeout <seconds>', 'give a photo up that takes longer', 600))
    .addOption(new Option('--stay', 'go on waiting for photos when all are done'))
    .addOption(
      new Option('--metrics-port <port>', 'serve metrics for Prometheus; 0 takes any free port').argParser(
        wholeNumber(0),
      ),
    )
    .addOption(
      new Option('--metrics-host <host>', 'address to serve them on; 0.0.0.0 for other machines').default(
        '127.0.0.1',
      ),
    )
    .addOption(jsonOption())
    .action(async (options: WorkCommandOptions) => {
      const { work } = await import('./work.js');
      await work(options, await withSetup(context, options));
    });
}

function statusCommand(context: CommandContext): Command {
  return addBatchOptions(new Command('status'))
    .description('Tell how far a batch is, from anywhere.')
    .addOption(jsonOption())
    .action(async (options: StatusOptions) => {
      const { status } = await import('./status.js');
      await status(options, context);
    });
}

function retryCommand(context: CommandContext): Command {
  return addBatchOptions(new Command('retry'))
    .description('Put photos and jobs that failed into the queue again.')
    .addOption(jsonOption())
    .action(async (options: BatchOptions) => {
      const { retry } = await import('./manage.js');
      await retry(options, context);
    });
}

function cancelCommand(context: CommandContext): Command {
  return addBatchOptions(new Command('cancel'))
    .description('Cancel what is left of a batch; results that are there remain.')
    .addOption(jsonOption())
    .action(async (options: BatchOptions) => {
      const { cancel } = await import('./manage.js');
      await cancel(options, context);
    });
}

function addBatchOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--database <address>',
        'postgres://user@host/name, or a folder for one worker (also LANGSEG_DATABASE)',
      ),
    )
    .addOption(new Option('--batch <name>', 'name of the batch').default('photos'));
}

function jsonOption(): Option {
  return new Option('--json', 'print one JSON object');
}
