import { bytesPerElement, type DType } from '@langseg/core';
import type { PickleObject } from '../pickle/pickle-value.js';
import {
  type Builder,
  KnownGlobal,
  Opaque,
  type PickleValue,
  type ResolveGlobal,
} from '../pickle/pickle-value.js';
import { pythonGlobals } from '../pickle/python-globals.js';
import { numpyGlobals } from './numpy-globals.js';
import { Storage, StorageType, storageTypes } from './storage.js';
import { StridedTensor } from './strided-tensor.js';
import { parseLayout } from './strided-layout.js';

/** `torch.dtype` constants. They appear in the data as text, for example `'torch.float16'`. */
const dtypes: ReadonlyMap<string, DType | undefined> = new Map<string, DType | undefined>([
  ['torch.float64', 'float64'],
  ['torch.float32', 'float32'],
  ['torch.float16', 'float16'],
  ['torch.bfloat16', 'bfloat16'],
  ['torch.int64', 'int64'],
  ['torch.int32', 'int32'],
  ['torch.int16', 'int16'],
  ['torch.int8', 'int8'],
  ['torch.uint64', 'uint64'],
  ['torch.uint32', 'uint32'],
  ['torch.uint16', 'uint16'],
  ['torch.uint8', 'uint8'],
  ['torch.bool', 'bool'],
  ['torch.complex64', undefined],
  ['torch.complex128', undefined],
]);

function dtypeOf(name: PickleValue | undefined): DType | undefined {
  return typeof name === 'string' ? dtypes.get(name) : undefined;
}

/** `_rebuild_tensor(storage, offset, shape, strides, …)`; version 3 names the dtype of an untyped storage. */
function rebuildTensor(name: string, dtypePosition?: number): Builder {
  return (args, context) => {
    const [storage, offset, shape, strides] = args;
    if (storage instanceof Opaque) return new Opaque(storage.name);
    if (!(storage instanceof Storage)) throw context.corrupt('a tensor without a storage is built.');
    const dtype = dtypePosition === undefined ? storage.dtype : dtypeOf(args[dtypePosition]);
    if (!dtype) return new Opaque(name);
    const capacity = Math.floor(storage.byteLength / bytesPerElement(dtype));
    return new StridedTensor(
      dtype,
      storage,
      parseLayout([offset, shape, strides], storage.name, capacity, context),
    );
  };
}

const first: Builder = ([value], context) => {
  if (value === undefined) throw context.corrupt('an argument is missing.');
  return value;
};

const tensorBuilders = new Map<string, Builder>([
  ['torch._utils._rebuild_tensor', rebuildTensor('torch._utils._rebuild_tensor')],
  ['torch._utils._rebuild_tensor_v2', rebuildTensor('torch._utils._rebuild_tensor_v2')],
  ['torch._utils._rebuild_tensor_v3', rebuildTensor('torch._utils._rebuild_tensor_v3', 6)],
  ['torch._utils._rebuild_parameter', first],
  ['torch._utils._rebuild_parameter_with_state', first],
]);

/** `_rebuild_from_type_v2(function, type, args, state)`: tensor subclasses and tensors with attributes. */
const rebuildFromType: Builder = ([rebuild, , args], context) => {
  const builder = rebuild instanceof KnownGlobal ? tensorBuilders.get(rebuild.name) : undefined;
  if (!Array.isArray(args)) throw context.corrupt('the arguments of a tensor are missing.');
  return builder ? builder(args, context) : new Opaque('torch._tensor._rebuild_from_type_v2');
};

/** `torch.device('cuda', 0)` as `'cuda:0'`. */
const device: Builder = ([type, index], context) => {
  if (typeof type !== 'string' || type.length > 100) throw context.corrupt('torch.device needs a type.');
  return typeof index === 'number' ? `${type}:${index}` : type;
};

const size: Builder = ([lengths], context) => {
  if (!Array.isArray(lengths)) throw context.corrupt('torch.Size needs a list.');
  context.spend(lengths.length);
  return [...lengths];
};

/** TorchScript's marker around typed lists and dicts; the type is only a hint. */
const jitPickle = [
  'build_intlist',
  'build_doublelist',
  'build_boollist',
  'build_tensorlist',
  'restore_type_tag',
];

const torchGlobals: ReadonlyMap<string, Builder | PickleValue> = new Map<string, Builder | PickleValue>([
  ...tensorBuilders,
  ...[...dtypes.keys()].map((name): [string, string] => [name, name]),
  ...[...storageTypes].flatMap(([name, dtype]): [string, PickleObject][] => [
    [`torch.${name}`, new StorageType(`torch.${name}`, dtype)],
    [`torch.storage.${name}`, new StorageType(`torch.${name}`, dtype)],
  ]),
  ...jitPickle.map((name): [string, Builder] => [`torch.jit._pickle.${name}`, first]),
  ['torch._tensor._rebuild_from_type_v2', rebuildFromType],
  ['torch.device', device],
  ['torch.Size', size],
]);

/**
 * The allow-list for PyTorch checkpoints: Python's data types, `torch` tensors and storages, `numpy` arrays. Classes of a
 * TorchScript archive (`__torch__.*`) only hold attributes, so they are data too; their code is never looked at.
 */
export const resolveTorchGlobal: ResolveGlobal = (name) =>
  torchGlobals.get(name) ??
  pythonGlobals.get(name) ??
  numpyGlobals.get(name) ??
  (name.startsWith('__torch__.') ? () => new Opaque(name) : undefined);
