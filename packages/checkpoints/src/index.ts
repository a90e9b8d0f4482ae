export { type ByteSource, bytesSource } from './bytes/byte-source.js';
export type { TensorStream } from './bytes/tensor-stream.js';
export type { Checkpoint, CheckpointFormat } from './checkpoint.js';
export { openCheckpoint } from './open-checkpoint.js';

export {
  Namespace,
  Opaque,
  PickleObject,
  type BuildContext,
  type Builder,
  type PickleValue,
} from './pickle/pickle-value.js';
export { readPickle } from './pickle/read-pickle.js';
export { NumpyArray } from './torch/numpy-globals.js';
export { readPyTorch } from './torch/read-pytorch.js';

export { writeNpy, type WriteNpyOptions } from './numpy/write-npy.js';

export { readSafetensors } from './safetensors/read-safetensors.js';
export { writeSafetensors, type WriteSafetensorsOptions } from './safetensors/write-safetensors.js';

export {
  describeStateDict,
  findStateDict,
  type FindStateDictOptions,
  type StateDict,
} from './weights/find-state-dict.js';
export { finiteSource, finiteWeights, type FiniteSourceOptions } from './weights/finite-weights.js';
export type { FileFolder } from './shards/file-folder.js';
export { openCheckpointIn } from './shards/open-checkpoint-in.js';

export { requireWeights, type RequireWeightsOptions } from './weights/require-weights.js';
export { renameWeights, withPrefix } from './weights/select-weights.js';
