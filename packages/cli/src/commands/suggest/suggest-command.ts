import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { withSetup } from '../model-context.js';
import { deviceOption, modelOption, threadsOption } from '../model-options.js';
import { fraction, wholeNumber } from '../option-values.js';
import type { SuggestCommandOptions } from './suggest.js';

const details = `
Words come from a list of common nouns, and the model may be wrong about them.

Examples:
  $ langseg suggest photo.jpg
  $ langseg suggest photo.jpg --words-file animals.txt --count 3
  $ langseg suggest photo.jpg --json | jq -r '.suggestions[].word'`;

/** `langseg suggest`. */
export function suggestCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('suggest'))
    .description('Propose words for what a photo shows.')
    .addArgument(new Argument('<photo>', 'an image file or an address'))
    .addOption(
      new Option('--words-file <file>', 'words to choose from, one per line (default: common nouns)'),
    )
    .addOption(new Option('--count <number>', 'at most so many words').argParser(wholeNumber(1)).default(6))
    .addOption(
      new Option('--min-share <share>', 'leave out words that win less of the photo')
        .argParser(fraction)
        .default(0.03),
    )
    .addOption(modelOption())
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(new Option('--json', 'print a JSON object'))
    .addHelpText('after', details)
    .action(async (photo: string, options: SuggestCommandOptions) => {
      const { suggest } = await import('./suggest.js');
      await suggest(photo, options, await withSetup(context, options));
    });
}
