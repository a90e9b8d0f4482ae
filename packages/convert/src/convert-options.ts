import type { Checkpoint } from '@langseg/checkpoints';
import type { Activation } from '@langseg/heads';
import type { Readout } from '@langseg/image-encoders';

/**
 * What a checkpoint's weights don't tell. Left out, the official models' values are used; a checkpoint's own
 * hyper-parameters come before those.
 */
export interface ConvertOptions {
  /** Where in the file the weights are, for one that holds several: `ema`. Default: the first that is no running average. */
  readonly stateDict?: string;
  /** For an LSeg network: CLIP's text weights out of another checkpoint, of CLIP or of an LSeg network. */
  readonly textWeights?: Checkpoint;
  /** Attention heads of the vision transformer. Default: one per 64 channels. */
  readonly heads?: number;
  /** Blocks that are reassembled. Default: a quarter, a half, three quarters and all of the depth. */
  readonly outIndices?: readonly number[];
  /** Default `project` where the checkpoint has such weights, else needed. */
  readonly readout?: Readout;
  /** Attention heads of the text transformer. Default: one per 64 channels. */
  readonly textHeads?: number;
  /** Needed when the checkpoint has a head block (upstream `--arch_option` 1 or 2). */
  readonly regularizer?: 'bottleneck' | 'depthwise';
  /** Passes of the head block (upstream `--block_depth`). */
  readonly blockDepth?: number;
  /** Activation of the head block (upstream `--activation`). Default `leaky-relu`. */
  readonly activation?: Activation;
  /** Convert although the checkpoint holds weights the architecture has no place for. Default false. */
  readonly allowUnexpected?: boolean;
  /** For checkpoints of the small default architecture: the word table that serves as text encoder. */
  readonly wordTable?: Uint8Array;
  /** With `wordTable`: names to spell out before they are looked up. */
  readonly aliases?: Readonly<Record<string, string>>;
}
