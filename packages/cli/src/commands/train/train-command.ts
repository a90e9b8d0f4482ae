import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { settingsOption } from '../format-options.js';
import { withSetup } from '../model-context.js';
import { wholeNumber } from '../option-values.js';
import { devices } from '../model-options.js';
import type { TrainCommandOptions } from './train-options.js';

const details = `
A recipe is a JSON file, or a module with an export "recipe". The folder of a run holds checkpoints/, metrics.jsonl,
report.html and at the end model/, which segment uses, and weights.safetensors in the official layout. Ctrl-C saves.

Examples:
  $ langseg train recipe.json --out runs/first
  $ langseg train recipe.json --set epochs=5 --set optimizer.type=adamw
  $ langseg train --resume runs/first
  $ langseg segment photo.jpg --labels "sky, grass" --model runs/first/model
  $ langseg train --schema > recipe.schema.json`;

/** `langseg train`. */
export function trainCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('train'))
    .description('Train a model on photos and masks, as a recipe describes.')
    .addArgument(
      new Argument('[recipe]', "a .json, .js or .ts file; with --resume, the run's own by default"),
    )
    .addOption(new Option('-o, --out <folder>', 'folder of a new run (default: runs/<name of the recipe>)'))
    .addOption(new Option('--resume <folder>', 'continue the run in this folder').conflicts('out'))
    .addOption(
      new Option(
        '--from <step>',
        'with --resume: the checkpoint to continue from (default: the latest intact one)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(settingsOption('--set <key=value>', 'change an entry of the recipe; can be repeated'))
    .addOption(new Option('--device <device>', 'where the network runs').choices(devices).default('cpu'))
    .addOption(
      new Option(
        '--threads <count>',
        'threads of one computation (default: physical cores, at most 16)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option('--workers <count>', 'threads that decode photos (default: cores − 1)').argParser(
        wholeNumber(0),
      ),
    )
    .addOption(new Option('--schema', 'print the JSON Schema of recipes, for editors, and exit'))
    .addOption(new Option('--json', 'print one JSON object per line for every event'))
    .addHelpText('after', details)
    .action(async (recipe: string | undefined, options: TrainCommandOptions) => {
      const { runTrainCommand } = await import('./train.js');
      await runTrainCommand(recipe, options, await withSetup(context, options));
    });
}
