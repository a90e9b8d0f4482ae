import { InvalidArgumentError, Option, type Command } from 'commander';
import type { LabelOptions } from '@langseg/core';
import { fraction, wholeNumber } from './option-values.js';

/** Adds the options of `LabelOptions` to a command, under the same names. */
export function addLabelOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--other <logit>',
        'add a label for what none fits: auto, or the logit that it has',
      ).argParser(otherLogit),
    )
    .addOption(
      new Option(
        '--min-score <probability>',
        'give pixels to "other" whose label is less probable (default: 0)',
      ).argParser(fraction),
    )
    .addOption(
      new Option(
        '--min-margin <probability>',
        'the same where the runner-up is hardly less probable (default: 0)',
      ).argParser(fraction),
    )
    .addOption(
      new Option(
        '--multi-label',
        'let labels share pixels: each that fits by itself, with at least --min-score (default: 0.5)',
      ),
    )
    .addOption(scoringOption())
    .addOption(depthOption());
}

/** `--scoring`. */
export function scoringOption(): Option {
  return new Option('--scoring <rule>', 'how labels of several words are scored (default: max)').choices([
    'max',
    'log-sum-exp',
  ]);
}

/** `--depth`. */
export function depthOption(): Option {
  return new Option('--depth <levels>', 'levels of a tree of labels to tell apart (default: 1)').argParser(
    wholeNumber(1),
  );
}

/** A logit, or `auto`. */
export function otherLogit(text: string): LabelOptions['other'] {
  if (text === 'auto') return text;
  const value = Number(text);
  if (text.trim() && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected auto or a number.');
}
