import { Argument, Option, type Command } from 'commander';
import { wholeNumber } from '../option-values.js';
import { devices } from '../segment/segment-options.js';

/** Adds what says which labelled photos a model is asked about, and with which words. */
export function addPhotoOptions(command: Command): Command {
  return command
    .addArgument(new Argument('<folder>', 'the data set'))
    .addOption(
      new Option(
        '-m, --model <model>',
        'default, a folder with a model bundle, a hub id or an address',
      ).default(undefined, "the config's, or default"),
    )
    .addOption(
      new Option('-l, --labels <words>', "words in the order of the classes (default: the classes' names)"),
    )
    .addOption(new Option('--labels-file <file>', 'the same, one per line'))
    .addOption(new Option('--layout <type>', 'how files lie, as in recipes (default: folder)'))
    .addOption(new Option('--split <name>', 'list or part of the data set (default: all photos of a folder)'))
    .addOption(
      new Option('--set <key=value>', 'another option of the data set, such as onError=skip; can be repeated')
        .argParser((value: string, earlier: readonly string[]) => [...earlier, value])
        .default([], 'nothing'),
    )
    .addOption(
      new Option(
        '--longest-side <pixels>',
        "longer side of the photo for the model (default: the model's own)",
      ).argParser(wholeNumber(1)),
    )
    .addOption(new Option('--size <pixels>', 'the same').argParser(wholeNumber(1)).conflicts('longestSide'));
}

/** Adds what says where the model runs. */
export function addRunOptions(command: Command): Command {
  return command
    .addOption(new Option('--device <device>', 'where the model runs').choices(devices).default('cpu'))
    .addOption(
      new Option('--threads <count>', 'threads of one run (default: physical cores, at most 16)').argParser(
        wholeNumber(1),
      ),
    );
}
