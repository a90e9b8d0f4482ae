import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { withSetup } from '../model-context.js';
import { modelOption } from '../model-options.js';
import type { LintLabelsOptions } from './lint-labels.js';

const details = `
Nothing is measured on photos: findings with "likely" are likelihoods, and often wrong.

Examples:
  $ langseg lint-labels "car, window, sky, grass"
  $ langseg lint-labels --labels-file words.txt --model ./lseg
  $ langseg lint-labels "seat = chair | sofa, floor" --json | jq '.findings[].message'`;

/** `langseg lint-labels`. */
export function lintLabelsCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('lint-labels'))
    .description('Say what the words alone tell about labels: unknown, similar, missing ones.')
    .addArgument(
      new Argument('[labels]', 'labels, separated by commas; name = word | word for one of several words'),
    )
    .addOption(
      new Option('--labels-file <file>', 'labels, one per line, or .json; added to those of the argument'),
    )
    .addOption(modelOption())
    .addOption(new Option('--json', 'print a JSON object'))
    .addHelpText('after', details)
    .action(async (labels: string | undefined, options: LintLabelsOptions) => {
      const { lintLabels } = await import('./lint-labels.js');
      await lintLabels(labels, options, await withSetup(context, options));
    });
}
