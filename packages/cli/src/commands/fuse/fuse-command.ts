import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { describedNames, formatsOption, settingsOption } from '../format-options.js';
import { addLabelOptions } from '../label-choice.js';
import {
  colorsOption,
  labelsFileOption,
  labelsOption,
  longestSideOption,
  maxPixelsOption,
} from '../labelling-options.js';
import { withSetup } from '../model-context.js';
import { deviceOption, dtypeOption, modelOption, threadsOption } from '../model-options.js';
import { numbersAbove, wholeNumber } from '../option-values.js';
import { addViewOptions } from '../view-options.js';
import { fuseFormats, fuseLayouts } from './fuse-lists.js';
import type { FuseCommandOptions } from './fuse-options.js';

const details = `
Layouts of the folder:
${describedNames(fuseLayouts)}

Formats:
${describedNames(fuseFormats)}

Points keep their vectors with --format vectors: give that file instead of the folder, and other words cost no photo.

Examples:
  $ langseg fuse scene0000_00 -l "floor, chair, table, wall, other" --out map
  $ langseg fuse kitchen -f ply,vlmaps --intrinsics 540,540,540,360 --out map
  $ langseg fuse map/kitchen.safetensors -l "sink, cupboard, other" --out map`;

/** `langseg fuse`. */
export function fuseCommand(context: CommandContext): Command {
  const command = addSetupOptions(new Command('fuse'))
    .description(
      'Fuse photos with depth and poses to a point cloud with vectors, coloured by words. Needs @langseg/mapping.',
    )
    .addArgument(
      new Argument(
        '<scene>',
        'a folder of photos with depth and poses, or a point cloud with vectors of this command',
      ),
    )
    .addOption(labelsOption())
    .addOption(labelsFileOption())
    .addOption(modelOption())
    .addOption(dtypeOption())
    .addOption(new Option('-o, --out <folder>', 'where to write').makeOptionMandatory())
    .addOption(formatsOption(fuseFormats, 'ply,vectors; ply for a point cloud with vectors'))
    .addOption(new Option('--layout <type>', 'how the folder is laid out (default: the first that fits)'))
    .addOption(
      new Option(
        '--voxel-size <metres>',
        'side of the voxels in which pixels are averaged (default: 0.05)',
      ).argParser(above),
    )
    .addOption(
      new Option(
        '--intrinsics <fx,fy,cx,cy>',
        "the depth camera, in pixels (default: the scene's)",
      ).argParser(fourNumbers),
    )
    .addOption(
      new Option(
        '--depth-scale <values>',
        'depth values that make a metre (default: as the layout has it, 1000 for whole numbers)',
      ).argParser(above),
    )
    .addOption(new Option('--min-depth <metres>', 'leave out what is nearer (default: 0.1)').argParser(above))
    .addOption(new Option('--max-depth <metres>', 'leave out what is farther (default: 10)').argParser(above))
    .addOption(
      new Option('--pixel-step <pixels>', 'use every n-th pixel of the depth images (default: 2)').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(
      new Option('--frame-step <frames>', 'use every n-th frame (default: 1)').argParser(wholeNumber(1)),
    )
    .addOption(
      new Option(
        '--weighting <rule>',
        'what pixels count: all the same, or less the farther away (default: equal)',
      ).choices(['equal', 'distance']),
    )
    .addOption(
      new Option('--max-memory <bytes>', 'what the points may take (default: 2147483648)').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(longestSideOption());
  return addViewOptions(addLabelOptions(command))
    .addOption(colorsOption())
    .addOption(
      settingsOption(
        '--set <option=value>',
        'an option of a format or of the layout, such as vlmaps.pose=base or layout.poses=base; can be repeated',
      ),
    )
    .addOption(deviceOption())
    .addOption(threadsOption())
    .addOption(maxPixelsOption())
    .addOption(new Option('--json', 'print the report as one JSON object'))
    .addHelpText('after', details)
    .action(async (scene: string, options: FuseCommandOptions) => {
      const { fuse } = await import('./fuse.js');
      await fuse(scene, options, await withSetup(context, options));
    });
}

function above(text: string): number {
  return numbersAbove(0)(text).length === 1 ? Number(text) : refuse('Expected a number above 0.');
}

function fourNumbers(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() ? Number(part) : NaN));
  return values.length === 4 && values.every(Number.isFinite)
    ? values
    : refuse('Expected fx, fy, cx, cy, such as 540,540,319.5,239.5.');
}

function refuse(message: string): never {
  throw new InvalidArgumentError(message);
}
