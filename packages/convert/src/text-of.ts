import type { ConversionSource, ImageCheckpoint } from '@langseg/architecture';
import type { Checkpoint, StateDict } from '@langseg/checkpoints';
import { architectureOptions, sourceOf, type ConvertOptions } from './convert-options.js';
import { findText, findTextAnywhere, findTextInOptions, type FoundText } from './find-text.js';

/**
 * The text encoder of a network: the one that was given, else the one in its checkpoint, as a part of the network or beside it,
 * else an option's.
 */
export function textOf(
  file: ConversionSource & { readonly checkpoint: Checkpoint },
  dict: StateDict,
  { textPrefix }: Pick<ImageCheckpoint, 'textPrefix'>,
  options: ConvertOptions,
): FoundText | undefined {
  const { registry, textWeights } = options;
  if (textWeights) return findTextAnywhere(registry, sourceOf(textWeights));
  const own =
    textPrefix === undefined
      ? findText(registry, file)
      : findText(registry, { ...file, checkpoint: inDict(file.checkpoint, dict) }, { prefix: textPrefix });
  return own ?? findTextInOptions(registry, architectureOptions(options));
}

/** Nothing but the weights of the network, so that no other of the file is taken. */
function inDict(file: Checkpoint, { weights }: StateDict): Checkpoint {
  return { ...file, stateDicts: new Map([['', weights]]) };
}
