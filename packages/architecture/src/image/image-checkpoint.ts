import type { Checkpoint } from '@langseg/checkpoints';
import type { TensorSource, Weights } from '@langseg/core';
import type { z } from 'zod';
import type { NetworkConfig } from './network-config.js';

/** A network's sizes as its weights tell them. */
export interface RecognisedConfig<C> {
  readonly config: C;
  /** What was chosen by rule, in sentences. */
  readonly notes?: readonly string[];
  /** What had to be guessed, and with which option to say it. */
  readonly warnings?: readonly string[];
}

/** How an image architecture is stored in checkpoints. */
export interface ImageCheckpoint<C extends NetworkConfig = NetworkConfig> {
  /** Names by which it is known; a checkpoint with all names of one of the lists is one. */
  readonly markers: readonly (readonly string[])[];
  /** Brings weights in another naming that {@link markers} know into the network's own names. Default: they are. */
  inOwnNames?(weights: Weights): Weights;
  /** Whether weights with all {@link markers} are such ones, by their shapes, where names don't tell. Default: they are. */
  accepts?(weights: Weights): boolean;
  /** Name of the whole model whose checkpoints these are, for people: `LSeg`. */
  readonly family?: string;
  /** Schema of what the weights don't tell and a person may choose: `heads`, `outIndices`. */
  readonly options: z.ZodObject;
  /** Options of {@link options} that hold the bytes of a further file, with the names that it may have beside the checkpoint. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** What a file says about itself besides weights, as options of whatever part of the model. */
  remembered?(checkpoint: Checkpoint): Readonly<Record<string, unknown>>;
  /**
   * Reads the sizes off the weights.
   *
   * @param options checked by `options`.
   * @throws LangSegError `WEIGHTS_MISMATCH`; `USAGE` when an option must be given or can't be.
   */
  configOf(weights: Weights, options: Readonly<Record<string, unknown>>): RecognisedConfig<C>;
  /** Layers with a bias in the original; one without is an incomplete checkpoint. */
  readonly biases?: RegExp;
  /** Whether the official networks carry a weight along without using it. */
  isIdle?(name: string): boolean;
  /** What the text encoder is converted with where a person does not choose and it has such options: `{ prompts: … }`. */
  readonly textOptions?: Readonly<Record<string, unknown>>;
  /** What the names of a text encoder in the same checkpoint begin with: `clip_pretrained.`. */
  readonly textPrefix?: string;
  /** Type of the regulariser that the bundle gets when the checkpoint holds weights of none. Default: no regulariser. */
  readonly plainRegularizer?: string;
  /** Factor on the cosines, where checkpoints hold or imply it. Default: the official one. */
  logitScale?(weights: Weights): Promise<number>;
  /** Put before all names on export, as the original code has it: `net.`. Default nothing. */
  readonly exportPrefix?: string;
  /** The factor on the cosines as a checkpoint holds it, without {@link exportPrefix}. Default: not at all. */
  exportLogitScale?(scale: number): ReadonlyMap<string, TensorSource>;
}
