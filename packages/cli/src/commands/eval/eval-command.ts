import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { refineOption } from '../labelling-options.js';
import { withSetup } from '../model-context.js';
import { wholeNumber } from '../option-values.js';
import { addViewOptions } from '../view-options.js';
import { addPhotoOptions, withSize } from './photo-options.js';
import { deviceOption, threadsOption, workersOption } from '../model-options.js';
import type { EvalOptions, MergeOptions } from './eval-options.js';

const details = `
The folder holds images/, masks/ and classes.json, as langseg train reads them, or a data set in another layout.
With --out, an evaluation that was interrupted goes on where it stopped when the command is repeated.

Examples:
  $ langseg eval photos
  $ langseg eval photos --split val --model runs/street/model --out scores.json
  $ langseg eval VOCdevkit/VOC2012 --layout voc --split val --json > scores.json
  $ langseg eval photos --report scores.html --against earlier.json
  $ langseg eval photos --labels "street, vehicle, person"
  $ langseg eval photos --labels "vehicle = car | bus, person, other"
  $ langseg eval photos --shard 1/3 --out 1.json
  $ langseg eval merge 1.json 2.json 3.json --out scores.json`;

/** `langseg eval`. */
export function evalCommand(context: CommandContext): Command {
  const command = addPhotoOptions(new Command('eval').description('Measure a model on photos with masks.'))
    .addOption(new Option('--protocol <name>', 'a published protocol: its words, view and way of counting'))
    .addOption(
      new Option('--spelling <kind>', 'with --protocol: words as published, or as people write them').choices(
        ['faithful', 'cleaned'],
      ),
    )
    .addOption(
      new Option('--fold <number>', 'with --protocol: the fold of a few-shot benchmark, from 0').argParser(
        wholeNumber(0),
      ),
    )
    .addOption(
      new Option('--convention <name>', 'how classes and ignored pixels count (default: standard)').choices([
        'standard',
        'official',
      ]),
    )
    .addOption(
      new Option('--more-than-pixels <count>', 'classes with at most so many pixels do not count in the mean')
        .argParser(wholeNumber(0))
        .default(0),
    )
    .addOption(refineOption())
    .addOption(new Option('-o, --out <file>', 'where to write the record (default: nowhere)'))
    .addOption(new Option('--report <file>', 'where to write an HTML page that shows everything'))
    .addOption(
      new Option('--against <file>', 'record of an earlier evaluation of the same photos: shows gains'),
    )
    .addOption(new Option('--shard <i/n>', 'only a part of the photos, such as 1/3; see eval merge'))
    .addOption(new Option('--json', 'print the record as one JSON object'));
  return addSetupOptions(
    addViewOptions(command.addOption(deviceOption()).addOption(threadsOption()).addOption(workersOption())),
  )
    .addHelpText('after', details)
    .addCommand(mergeCommand(context))
    .action(async (folder: string, options: EvalOptions & { size?: number }) => {
      const { evaluate } = await import('./evaluate.js');
      const asked = withSize(options);
      await evaluate(folder, asked, await withSetup(context, asked));
    });
}

function mergeCommand(context: CommandContext): Command {
  return new Command('merge')
    .description('Put the records of all shards together.')
    .addArgument(new Argument('<files...>', 'records of --shard 1/n to n/n, in any order'))
    .addOption(new Option('-o, --out <file>', 'where to write the record (default: nowhere)'))
    .addOption(new Option('--report <file>', 'where to write an HTML page that shows everything'))
    .addOption(
      new Option('--against <file>', 'record of an earlier evaluation of the same photos: shows gains'),
    )
    .addOption(new Option('--json', 'print the record as one JSON object'))
    .action(async (files: string[], _options: MergeOptions, command: Command) => {
      // The command above has options of the same names, and takes them wherever they stand.
      const options = command.optsWithGlobals<MergeOptions>();
      const { mergeEvaluations } = await import('./merge-evaluations.js');
      await mergeEvaluations(files, options, context);
    });
}
