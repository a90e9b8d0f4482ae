import { Command } from 'commander';
import type { CommandContext } from './commands/command-context.js';
import { batchCommand } from './commands/batch/batch-command.js';
import { calibrateCommand } from './commands/calibrate/calibrate-command.js';
import { convertCommand } from './commands/convert/convert-command.js';
import { datasetCommand } from './commands/dataset/dataset-command.js';
import { doctorCommand } from './commands/doctor/doctor-command.js';
import { embedCommand } from './commands/embed/embed-command.js';
import { evalCommand } from './commands/eval/eval-command.js';
import { fuseCommand } from './commands/fuse/fuse-command.js';
import { geoCommand } from './commands/geo/geo-command.js';
import { inspectCommand } from './commands/inspect/inspect-command.js';
import { lintLabelsCommand } from './commands/lint-labels/lint-labels-command.js';
import { modelsCommand } from './commands/models/models-command.js';
import { queryCommand } from './commands/query/query-command.js';
import { segmentCommand } from './commands/segment/segment-command.js';
import { serveCommand } from './commands/serve/serve-command.js';
import { suggestCommand } from './commands/suggest/suggest-command.js';
import { trainCommand } from './commands/train/train-command.js';
import { readVersion } from './version.js';

const examples = `
Examples:
  $ langseg segment photo.jpg --labels "sky, grass, dog, other"
  $ langseg convert demo_e200.ckpt --out ./lseg
  $ langseg segment photos/ --labels-file words.txt --model ./lseg --out masks
  $ langseg dataset photos/ --labels "road, car, tree" --out street
  $ langseg embed photos/ --out vectors
  $ langseg query vectors "a red roof"
  $ langseg fuse kitchen --labels "floor, table, sink, other" --out map
  $ langseg suggest photo.jpg
  $ langseg serve
  $ langseg train recipe.json --out runs/first
  $ langseg eval photos
  $ langseg lint-labels "car, window, sky"
  $ langseg doctor

Exit status: 0 done, 1 failure, 2 wrong usage, 130 interrupted.
Documentation of a command: langseg <command> --help`;

/** The command line: what can be typed. What a command does is loaded when it runs. */
export function createProgram(context: CommandContext): Command {
  const { stdout, stderr } = context.io;
  const { colors, errorColors } = context.terminal;
  const program = new Command('langseg')
    .description('Open-vocabulary semantic segmentation: masks from words.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--debug', 'print the stack of errors (also LANGSEG_DEBUG=1)')
    .addHelpText('after', examples)
    .showHelpAfterError('(--help lists all options)')
    .configureHelp({ styleTitle: (title) => colors.bold(title) })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error:/, errorColors.red('error:'))),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => colors.isSupported(),
      getErrHasColors: () => errorColors.isSupported(),
    })
    .exitOverride();
  const commands = [
    segmentCommand,
    datasetCommand,
    batchCommand,
    embedCommand,
    queryCommand,
    fuseCommand,
    geoCommand,
    suggestCommand,
    serveCommand,
    trainCommand,
    evalCommand,
    calibrateCommand,
    lintLabelsCommand,
    convertCommand,
    modelsCommand,
    inspectCommand,
    doctorCommand,
  ];
  for (const command of commands) program.addCommand(inheriting(command(context), program));
  return program;
}

/** Subcommands that are made on their own don't take over the settings of the program. */
function inheriting(command: Command, program: Command): Command {
  command.copyInheritedSettings(program);
  for (const subcommand of command.commands) inheriting(subcommand, command);
  return command;
}
