import type { Weights } from '@langseg/core';
import type { PickleValue } from './pickle/pickle-value.js';

/** File formats that {@link openCheckpoint} tells apart by their first bytes. */
export type CheckpointFormat = 'safetensors' | 'torch-zip' | 'torch-legacy' | 'torchscript' | 'npz' | 'npy';

/** An opened checkpoint. Tensors are lazy: their bytes are read by `load()`, straight from the source. */
export interface Checkpoint {
  readonly format: CheckpointFormat;
  /**
   * The state dict, in file order: the tensors of the top-level key `state_dict` when there is one, else those of the
   * file's own top-level dict. For TorchScript and pickled modules, every parameter and buffer by its dotted name.
   */
  readonly tensors: Weights;
  /**
   * Every tensor by its dotted path from the top of the file, for example `state_dict.net.head.bias` or
   * `optimizer_states.0.state.3.exp_avg`. Objects that the file shares are listed under their first path; nesting beyond 100
   * levels and paths above 1,024 characters are left out.
   */
  readonly allTensors: Weights;
  /**
   * Every dict of tensors in the file by its dotted path, the outermost one as `''`: `model`, `ema`, `checkpoint.state_dict`.
   * A pickled module counts as one, with all that is in it. {@link findStateDict} chooses among them.
   */
  readonly stateDicts: ReadonlyMap<string, Weights>;
  /** The other top-level values (`epoch`, `hyper_parameters`, `optimizer_states` …) as plain data. */
  readonly objects: ReadonlyMap<string, PickleValue>;
  /** Python globals that the file mentions and the reader did not build, as `module.name`. */
  readonly refused: readonly string[];
  /** The `__metadata__` of a safetensors file; empty for other formats. */
  readonly metadata: ReadonlyMap<string, string>;
}
