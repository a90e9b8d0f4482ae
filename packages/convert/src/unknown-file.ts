import { imageArchitectures, textArchitectures, type ConversionSource } from '@langseg/architecture';
import { findStateDict, type Checkpoint } from '@langseg/checkpoints';
import { counted, LangSegError, type ComponentSet } from '@langseg/core';

/** The error for a file that is nothing known, with what it may have been meant to be. */
export function unknownFile(registry: ComponentSet, { name, checkpoint }: ConversionSource): LangSegError {
  const known = [
    ...imageArchitectures(registry).map(({ type }) => type),
    ...textArchitectures(registry).map(({ conversion }) => conversion.what),
  ].join(', ');
  if (!checkpoint)
    return new LangSegError(
      'WEIGHTS_MISMATCH',
      `${name} is neither a checkpoint nor another file that can be converted; known are ${known}.`,
      { name },
    );
  const { allTensors, stateDicts, refused } = checkpoint;
  const nearest = nearestNetwork(registry, checkpoint);
  const names = [...allTensors.keys()].slice(0, 5).join(', ');
  const keys = [...stateDicts.keys()].filter((key) => key !== '').slice(0, 5);
  return new LangSegError(
    'WEIGHTS_MISMATCH',
    `This checkpoint has no architecture that LangSeg knows: expected ${known}, ` +
      `found ${counted(allTensors.size, 'tensor')}${names ? ` such as ${names}` : ''}${keys.length > 0 ? `, under ${keys.join(', ')}` : ''}. ` +
      (nearest ? `It is most like ${nearest.type}, but lacks ${nearest.missing.join(', ')}. ` : '') +
      (refused.length > 0 ? `Not read: ${refused.slice(0, 5).join(', ')}. ` : '') +
      'One file of several that hold a model is not enough: give the index file (…index.json) or their folder.',
    { tensors: allTensors.size },
  );
}

/** The network of whose names at least half are there, and which of them are not. */
function nearestNetwork(
  registry: ComponentSet,
  checkpoint: Checkpoint,
): { readonly type: string; readonly missing: readonly string[] } | undefined {
  let nearest:
    { readonly type: string; readonly missing: readonly string[]; readonly hits: number } | undefined;
  for (const { type, architecture } of imageArchitectures(registry))
    for (const markers of architecture.checkpoint?.markers ?? []) {
      const found = findStateDict(checkpoint, markers);
      if (!found || 2 * found.hits < markers.length || found.hits === markers.length) continue;
      if (nearest && found.hits <= nearest.hits) continue;
      nearest = { type, missing: markers.filter((name) => !found.weights.has(name)), hits: found.hits };
    }
  return nearest;
}
