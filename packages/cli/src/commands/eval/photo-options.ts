import { Argument, Option, type Command } from 'commander';
import { settingsOption } from '../format-options.js';
import { wholeNumber } from '../option-values.js';
import { depthOption, scoringOption } from '../label-choice.js';
import { modelOption } from '../model-options.js';
import { longestSideOption } from '../labelling-options.js';

/** Options with `--size` under its other name. */
export function withSize<O extends { readonly longestSide?: number }>({
  size,
  ...options
}: O & { readonly size?: number }) {
  return size === undefined ? options : { ...options, longestSide: size };
}

/** Adds what says which labelled photos a model is asked about, and with which words. */
export function addPhotoOptions(command: Command): Command {
  return command
    .addArgument(new Argument('<folder>', 'the data set'))
    .addOption(modelOption())
    .addOption(
      new Option(
        '-l, --labels <words>',
        "words in the order of the classes, or groups and trees (default: the classes' names)",
      ),
    )
    .addOption(new Option('--labels-file <file>', 'the same, one per line, or .json'))
    .addOption(scoringOption())
    .addOption(depthOption())
    .addOption(new Option('--layout <type>', 'how files lie, as in recipes (default: folder)'))
    .addOption(new Option('--split <name>', 'list or part of the data set (default: all photos of a folder)'))
    .addOption(
      settingsOption(
        '--set <key=value>',
        'another option of the data set, such as onError=skip; can be repeated',
      ),
    )
    .addOption(longestSideOption())
    .addOption(new Option('--size <pixels>', 'the same').argParser(wholeNumber(1)).conflicts('longestSide'));
}
