import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { withSetup } from '../model-context.js';
import { deviceOption, modelOption, threadsOption } from '../model-options.js';
import { wholeNumber } from '../option-values.js';
import { photoPlace } from './photo-place.js';
import type { QueryOptions } from './query-options.js';

const details = `
Needs the package @langseg/embeddings, and the model that the vectors were made with.

Examples:
  $ langseg query vectors "a red roof"
  $ langseg query vectors "a red roof" --out found
  $ langseg query vectors --at house.jpg:320,80
  $ langseg query postgres://me@localhost/photos --region house.jpg:320,80 --json`;

/** `langseg query`. */
export function queryCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('query'))
    .description('Find the photos that show something, and where, among those that embed has stored.')
    .addArgument(new Argument('<place>', 'the --out of embed'))
    .addArgument(new Argument('[words]', 'what to look for'))
    .addOption(
      new Option('--at <photo:x,y>', 'look for what the photo shows at this pixel').argParser(photoPlace),
    )
    .addOption(
      new Option(
        '--region <photo:x,y>',
        'look for the connected region of the photo around this pixel',
      ).argParser(photoPlace),
    )
    .addOption(new Option('-n, --count <number>', 'photos at most').argParser(wholeNumber(1)).default(10))
    .addOption(
      new Option(
        '--min-similarity <cosine>',
        'leave out photos that are less alike, -1 to 1 (default: none)',
      ).argParser(cosine),
    )
    .addOption(
      new Option('--boxes <number>', 'boxes in a photo at most').argParser(wholeNumber(0)).default(5),
    )
    .addOption(
      new Option('--pixels <number>', 'pixels in a photo at most').argParser(wholeNumber(0)).default(3),
    )
    .addOption(new Option('--exact', 'compare with every vector of a database; takes longer'))
    .addOption(new Option('-o, --out <folder>', 'also draw heat maps of the photos that were found'))
    .addOption(modelOption())
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(new Option('--json', 'print one JSON object'))
    .addHelpText('after', details)
    .action(async (place: string, words: string | undefined, options: QueryOptions) => {
      const { query } = await import('./query.js');
      await query(place, words, options, await withSetup(context, options));
    });
}

function cosine(text: string): number {
  const value = Number(text);
  if (text.trim() && value >= -1 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from -1 to 1.');
}
