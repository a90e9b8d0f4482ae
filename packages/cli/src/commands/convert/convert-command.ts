import { modelDtypes } from '@langseg/core';
import { Argument, Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { withSetup } from '../model-context.js';
import { readAssignment } from './read-assignment.js';
import { wholeNumber, wholeNumbers } from '../option-values.js';
import { readValue } from '../read-value.js';
import type { ConvertCommandOptions } from './convert-options.js';

const details = `
Recognised by the names of their weights: official LSeg checkpoints (ViT-L/16, ViT-B/32 and ResNet-101 backbones), CLIP with a
vision transformer and its text transformer alone, in OpenAI's, OpenCLIP's or Hugging Face's naming, TIPS, TIPSv2, dino.txt, Talk2DINO,
and the small default network. PyTorch files are read without
running anything that is in them. Of a model of the hub the files that fit are found and downloaded into $LANGSEG_CACHE; an
interrupted download goes on where it stopped. HF_TOKEN gives access to gated models. Any file may also be an address
(https://…) or lie in a repository (owner/name:file).

Examples:
  $ langseg convert demo_e200.ckpt --out ./lseg
  $ langseg convert fss_l16.ckpt --out ./lseg-fss --dtype fp16
  $ langseg convert lseg_block.ckpt --out ./lseg --regularizer bottleneck --depth 2 --activation tanh
  $ langseg convert google/tipsv2-b14 --out ./tips
  $ langseg convert tips_v2_oss_b14_vision.npz --text-weights tips_v2_oss_b14_text.npz --out ./tips
  $ langseg segment photo.jpg --labels "cat, plant, other" --model ./lseg`;

/** `langseg convert`. */
export function convertCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('convert'))
    .description(
      'Turn a PyTorch, safetensors or NumPy checkpoint, or a model of the hub, into a model bundle, without Python.',
    )
    .addArgument(
      new Argument(
        '<checkpoint>',
        'a model of the hub (owner/name or owner/name@revision) or of `langseg models list --available`, a .ckpt, .pt, .pth, .bin, .safetensors or .npz file, the …index.json or folder of several, or a word table',
      ),
    )
    .addOption(new Option('-o, --out <folder>', 'folder of the bundle').makeOptionMandatory())
    .addOption(new Option('--name <name>', "name of the model (default: the checkpoint's)"))
    .addOption(
      new Option(
        '--dtype <dtype>',
        'precision: fp16 and int8 make files smaller, q8 makes transformers smaller and faster',
      )
        .choices(modelDtypes)
        .default('fp32'),
    )
    .addOption(
      new Option(
        '--keep-float <part...>',
        "with --dtype q8: weights with this in their names stay in fp32 (default: attention's output layers)",
      ),
    )
    .addOption(
      new Option(
        '--readout <kind>',
        'readout of the vision transformer: ignore, add or project for LSeg; value, qq, kk, csa or attention for CLIP',
      ).choices(['ignore', 'add', 'project', 'value', 'qq', 'kk', 'csa', 'attention']),
    )
    .addOption(
      new Option(
        '--heads <count>',
        'attention heads of the vision transformer (default: one per 64 channels)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option(
        '--out-indices <blocks>',
        'the four blocks that are reassembled, such as 5,11,17,23',
      ).argParser(wholeNumbers(4)),
    )
    .addOption(
      new Option(
        '--text-heads <count>',
        'attention heads of the text transformer (default: one per 64 channels)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option(
        '--gelu <kind>',
        "GELU of CLIP's transformers: quick is OpenAI's, exact that of most of OpenCLIP's (default: as the files say)",
      ).choices(['quick', 'exact']),
    )
    .addOption(
      new Option('--regularizer <type>', 'kind of the regulariser (head block): bottleneck or depthwise'),
    )
    .addOption(new Option('--depth <count>', 'passes of the regulariser').argParser(wholeNumber(0)))
    .addOption(
      new Option('--activation <name>', 'activation between the passes of the regulariser').choices([
        'relu',
        'leaky-relu',
        'tanh',
      ]),
    )
    .addOption(new Option('--word-table <file>', 'word table, for the small default network'))
    .addOption(
      new Option(
        '--aliases <json>',
        'with a word table: names to spell out, such as {"tv":"television"}',
      ).argParser(readValue),
    )
    .addOption(
      new Option(
        '--text-weights <file>',
        "text encoder's checkpoint or file, for a checkpoint that has none",
      ),
    )
    .addOption(
      new Option(
        '--tokenizer <file>',
        "SentencePiece model of the text encoder (default: a tokenizer.model beside the text encoder's weights)",
      ),
    )
    .addOption(
      new Option(
        '--projection <file>',
        "layers behind the text encoder, such as Talk2DINO's (default: those in the same file, if any)",
      ),
    )
    .addOption(
      new Option(
        '--projection-activation <name>',
        'what stands between the layers of the projection (default: tanh)',
      ).choices(['tanh', 'relu', 'sigmoid', 'gelu']),
    )
    .addOption(
      new Option(
        '--prompts <json>',
        'sentences to put labels into, such as \'["a photo of a {}."]\'; imagenet stands for seven of OpenAI (default: as the authors do)',
      ).argParser(readValue),
    )
    .addOption(
      new Option(
        '--model-config <file>',
        'open_clip_config.json or config.json of a CLIP (default: the one beside the weights)',
      ),
    )
    .addOption(
      new Option(
        '--more-weights <file...>',
        'further files with weights of the same network, such as a head that is published apart',
      ),
    )
    .addOption(
      new Option(
        '--option <name=value>',
        'any other option of an architecture, as JSON or text; may be repeated',
      )
        .argParser(readAssignment)
        .default({}, 'none'),
    )
    .addOption(
      new Option(
        '--state-dict <key>',
        'which weights to take from a file that holds several, such as ema (default: the first that is not an average)',
      ),
    )
    .addOption(new Option('--license <name>', 'licence of the weights, for the model card'))
    .addOption(new Option('--allow-unexpected', 'convert even if some weights have no place'))
    .addOption(new Option('--overwrite', 'replace the bundle in the folder'))
    .addOption(new Option('--json', 'print a JSON object'))
    .addHelpText('after', details)
    .action(async (checkpoint: string, options: ConvertCommandOptions) => {
      const { convert } = await import('./convert.js');
      await convert(checkpoint, options, await withSetup(context, options));
    });
}
