import type { PipelineComponent } from '@langseg/core';
import type { StateDict } from '@langseg/checkpoints';
import type { z } from 'zod';
import type { ConvertedPart } from '../conversion/bundle-part.js';
import type { ConversionScope, ConversionSource } from '../conversion/conversion-source.js';

/** A text encoder that was found in a file. */
export interface RecognisedText {
  /** Where it was found, for a checkpoint. */
  readonly dict?: StateDict;
  /**
   * Plans its part of a bundle.
   *
   * @param options checked by {@link TextConversion.options}.
   * @throws LangSegError `WEIGHTS_MISMATCH`, `FILE_CORRUPT`; `USAGE` for an option that can't be.
   */
  plan(options: Readonly<Record<string, unknown>>): Promise<ConvertedPart>;
}

/** How a text encoder is made from files of others: weights in a checkpoint, a table of words. */
export interface TextConversion {
  /** For messages: `CLIP's text transformer`. */
  readonly what: string;
  /** What tells its files from others, for messages: `token_embedding.weight …`. */
  readonly recognisedBy?: string;
  /** Schema of what the file does not tell and a person may choose: `textHeads`. */
  readonly options: z.ZodObject;
  /**
   * The option of {@link options} that holds the bytes of its file, for those that want no second file: `wordTable`. Its
   * description says what the file is and where to get one.
   */
  readonly fileOption?: string;
  /** Options of {@link options} that hold the bytes of a further file, with the names by which a folder has it. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** Nothing is read but names, shapes and first bytes. */
  recognise(source: ConversionSource, scope?: ConversionScope): RecognisedText | undefined;
}

/** A text encoder component that can also be converted. */
export interface TextArchitectureComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends PipelineComponent<'textEncoder', T, C> {
  readonly conversion: TextConversion;
}
