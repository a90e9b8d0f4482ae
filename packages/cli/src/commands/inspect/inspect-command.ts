import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { withSetup } from '../model-context.js';
import type { InputShapes } from './inspect-onnx.js';
import type { InspectOptions } from './inspect.js';

const details = `
Examples:
  $ langseg inspect demo_e200.ckpt | grep head
  $ langseg inspect model.onnx --input-shape 1,3,480,480
  $ langseg inspect text_encoder.onnx --input-shape tokens=20,8 --input-shape eot=20
  $ langseg inspect ./lseg --json`;

/** `langseg inspect`. */
export function inspectCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('inspect'))
    .description('Show what a checkpoint, an ONNX model or a model bundle holds.')
    .addArgument(
      new Argument('<file>', 'a checkpoint (or its …index.json), an .onnx file, or the folder of a bundle'),
    )
    .addOption(
      new Option(
        '--input-shape <shape>',
        'shape of an ONNX input, to count multiply-accumulates; may be repeated',
      ).argParser(inputShape),
    )
    .addOption(new Option('--json', 'print a JSON object'))
    .addHelpText('after', details)
    .action(async (path: string, options: InspectOptions) => {
      const { inspect } = await import('./inspect.js');
      await inspect(path, options, await withSetup(context, options));
    });
}

function inputShape(text: string, former: InputShapes = {}): InputShapes {
  const [, name = '', axes = ''] = /^(?:([^=]+)=)?(\d+(?:,\d+)*)$/.exec(text) ?? [];
  if (!axes) throw new InvalidArgumentError('Expected 1,3,480,480 or name=1,3,480,480.');
  return { ...former, [name]: axes.split(',').map(Number) };
}
