import { Argument, Command, Option } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { ModelsOptions } from './models.js';
import type { PushOptions } from './push-command-model.js';

const details = `
A model is a hub id (owner/name or owner/name@revision), the http(s) address of a bundle, a folder, or default for the
one that ships with LangSeg. Downloads are kept in $LANGSEG_CACHE; LANGSEG_OFFLINE=1 forbids further ones.

Examples:
  $ langseg models list --available
  $ langseg models pull owner/name@main
  $ langseg models verify default
  $ langseg models push runs/street/model owner/street`;

/** `langseg models`. */
export function modelsCommand(context: CommandContext): Command {
  const model = () =>
    new Argument('<model>', 'hub id or address; where it makes sense, also a folder or default');
  const json = () => new Option('--json', 'print JSON, one object per line');
  const commands = () => import('./models.js');
  return new Command('models')
    .description('List, download, check, push and remove models.')
    .addHelpText('after', details)
    .addCommand(
      new Command('list')
        .alias('ls')
        .description('List the models on this machine, or those that can be had.')
        .addOption(new Option('--available', 'list models of others that can be converted'))
        .addOption(json())
        .action(async ({ available, ...options }: ModelsOptions & { readonly available?: boolean }) =>
          available
            ? (await import('./available-models.js')).listAvailable(options, context)
            : (await commands()).listModels(options, context),
        ),
    )
    .addCommand(
      new Command('pull')
        .description('Download or update a model.')
        .addArgument(model())
        .addOption(json())
        .action(async (ref: string, options: ModelsOptions) =>
          (await commands()).pullModel(ref, options, context),
        ),
    )
    .addCommand(
      new Command('verify')
        .description("Compare a model's files with their hashes.")
        .addArgument(model())
        .addOption(json())
        .action(async (ref: string, options: ModelsOptions) =>
          (await commands()).verifyModel(ref, options, context),
        ),
    )
    .addCommand(
      new Command('rm')
        .description('Remove a downloaded model.')
        .addArgument(model())
        .addOption(json())
        .action(async (ref: string, options: ModelsOptions) =>
          (await commands()).removeModel(ref, options, context),
        ),
    )
    .addCommand(
      new Command('push')
        .description('Push a model to the hub, with its card and hashes; needs @langseg/hub and HF_TOKEN.')
        .addArgument(new Argument('<model>', 'folder with a model bundle, or default'))
        .addArgument(new Argument('<repository>', 'owner/name on the hub; it is made if it is not there'))
        .addOption(new Option('--branch <name>', 'where to push to').default('main'))
        .addOption(new Option('--private', 'make a repository that only its owner sees'))
        .addOption(
          new Option('--message <text>', 'title of the commit (default: Add and the name of the model)'),
        )
        .addOption(json())
        .action(async (ref: string, id: string, options: PushOptions) =>
          (await import('./push-command-model.js')).pushCommandModel(ref, id, options, context),
        ),
    );
}
