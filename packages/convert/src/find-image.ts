import {
  imageArchitectures,
  type ImageArchitecture,
  type ImageArchitectureComponent,
  type ImageCheckpoint,
} from '@langseg/architecture';
import { findStateDict, type Checkpoint, type StateDict } from '@langseg/checkpoints';
import type { ComponentSet } from '@langseg/core';

/** An image encoder that was recognised in a checkpoint, and where its weights are. */
export interface FoundImage {
  readonly component: ImageArchitectureComponent;
  readonly architecture: ImageArchitecture;
  readonly checkpoint: ImageCheckpoint;
  readonly dict: StateDict;
}

/**
 * Recognises an image encoder by the names of its weights, wherever in the file and behind whatever prefix they are. Of
 * several, the one that is no part of another, by the depth of its prefix; of those the one that is known by most names; of those
 * the registry's first.
 */
export function findImage(
  registry: ComponentSet,
  file: Checkpoint,
  stateDict: string | undefined,
): FoundImage | undefined {
  const candidates = imageArchitectures(registry)
    .flatMap((component) => {
      const { checkpoint } = component.architecture;
      return (checkpoint?.markers ?? []).map((markers) => ({ component, checkpoint: checkpoint!, markers }));
    })
    .sort((a, b) => b.markers.length - a.markers.length);
  let outermost: FoundImage | undefined;
  for (const { component, checkpoint, markers } of candidates) {
    const found = findStateDict(file, markers, { key: stateDict });
    if (found?.hits !== markers.length) continue;
    if (outermost && depthOf(found) >= depthOf(outermost.dict)) continue;
    const dict = { ...found, weights: checkpoint.inOwnNames?.(found.weights) ?? found.weights };
    if (checkpoint.accepts?.(dict.weights) ?? true)
      outermost = { component, architecture: component.architecture, checkpoint, dict };
  }
  return outermost;
}

/** How many modules a network lies in, by what was taken off its names. */
function depthOf({ takenOff }: StateDict): number {
  return takenOff.join('').split('.').length;
}

/** What the names of text encoders inside of other checkpoints begin with. */
export function textPrefixes(registry: ComponentSet): string[] {
  const prefixes = imageArchitectures(registry).map(
    ({ architecture }) => architecture.checkpoint?.textPrefix,
  );
  return [...new Set(prefixes.filter((prefix) => prefix !== undefined))];
}
