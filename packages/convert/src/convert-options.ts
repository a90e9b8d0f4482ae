import type { ConversionSource } from '@langseg/architecture';
import type { Checkpoint } from '@langseg/checkpoints';
import type { ComponentSet } from '@langseg/core';

/**
 * What to convert with. Besides the entries listed here, options are those of the architectures that are found in the file:
 * `conversionOptions(registry)` lists them.
 */
export interface ConvertOptions {
  /** Whose architectures are recognised. */
  readonly registry: ComponentSet;
  /** Where in the file the weights are, for one that holds several: `ema`. Default: the first that is no running average. */
  readonly stateDict?: string | undefined;
  /** The text encoder's file, for a network whose checkpoint has none, or not the one that is wanted. */
  readonly textWeights?: Checkpoint | ConversionSource | undefined;
  /** The file of layers behind the text encoder, which take its embeddings into another space. Default: those in the same file, if any. */
  readonly projection?: Checkpoint | ConversionSource | undefined;
  /** Further files with weights of the same network, such as a head that is published apart. */
  readonly moreWeights?: readonly Checkpoint[] | undefined;
  /** Convert although the checkpoint holds weights the architecture has no place for. Default false. */
  readonly allowUnexpected?: boolean | undefined;
  /** Type of the regulariser, where the weights leave it open. */
  readonly regularizer?: string | undefined;
  /** Options of the architectures involved. */
  readonly [option: string]: unknown;
}

/** Options that every conversion has. */
export const commonOptions = [
  'stateDict',
  'textWeights',
  'moreWeights',
  'projection',
  'allowUnexpected',
  'regularizer',
] as const;

/** Options that are not {@link commonOptions}, without those left out. */
export function architectureOptions(options: ConvertOptions): Readonly<Record<string, unknown>> {
  const common: readonly string[] = ['registry', ...commonOptions];
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => !common.includes(name) && value !== undefined),
  );
}

/** @returns a source for a checkpoint, or the source itself. */
export function sourceOf(source: Checkpoint | ConversionSource): ConversionSource {
  return 'stateDicts' in source ? { name: 'This checkpoint', checkpoint: source } : source;
}
