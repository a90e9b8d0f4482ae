import type { StateDict } from '@langseg/checkpoints';
import { pipelineSlots, type ComponentSet, type PipelineComponent } from '@langseg/core';
import type { z } from 'zod';
import type { ConvertedPart } from '../conversion/bundle-part.js';
import type { ConversionSource } from '../conversion/conversion-source.js';

/** A projection that was found in a file. */
export interface RecognisedProjection {
  readonly dict: StateDict;
  /**
   * Wraps the part of a text encoder.
   *
   * @param options checked by {@link TextProjection.options}.
   * @throws LangSegError `WEIGHTS_MISMATCH`.
   */
  plan(encoder: ConvertedPart, options: Readonly<Record<string, unknown>>): Promise<ConvertedPart>;
}

/** How layers behind a text encoder, which take its embeddings into another space, are made from files of others. */
export interface TextProjection {
  /** For messages: `Talk2DINO's projection`. */
  readonly what: string;
  /** Schema of what the file does not tell and a person may choose. */
  readonly options: z.ZodObject;
  /** Nothing is read but names and shapes. */
  recognise(source: ConversionSource): RecognisedProjection | undefined;
}

/** A text encoder component that wraps another with a projection out of a checkpoint. */
export interface ProjectedTextComponent extends PipelineComponent<'textEncoder'> {
  readonly projection: TextProjection;
}

/** The text encoders of a registry that wrap others with a projection, in its order. */
export function textProjections(registry: ComponentSet): ProjectedTextComponent[] {
  return registry.of(pipelineSlots.textEncoder).filter(hasProjection);
}

function hasProjection(component: PipelineComponent<'textEncoder'>): component is ProjectedTextComponent {
  return 'projection' in component;
}
