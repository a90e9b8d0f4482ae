import type { Checkpoint } from '@langseg/checkpoints';

/** A file that somebody wants to convert. */
export interface ConversionSource {
  /** For messages. */
  readonly name: string;
  /** Its tensors, where it is a checkpoint. */
  readonly checkpoint?: Checkpoint;
  /** Its bytes, where it is none. */
  readonly bytes?: Uint8Array;
  /** Reads a small file that lies beside it, by its name: what architectures look for, such as `tokenizer.model`. */
  readonly beside?: (name: string) => Promise<Uint8Array | undefined>;
}

/** Where to look in a {@link ConversionSource}. */
export interface ConversionScope {
  /** Key of the state dict, where a file holds several; default the first that is no running average. */
  readonly stateDict?: string;
  /** What the names of the weights begin with, for a network that is part of another one: `clip_pretrained.`. */
  readonly prefix?: string;
}
