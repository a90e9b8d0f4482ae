import type { TensorSource, Weights } from '@langseg/core';
import { unsafeFile } from '../bytes/file-errors.js';
import type { Checkpoint, CheckpointFormat } from '../checkpoint.js';
import { Opaque, PickleObject, type PickleValue } from '../pickle/pickle-value.js';
import type { PickleResult } from '../pickle/run-pickle.js';
import { NumpyArray } from './numpy-globals.js';
import { StridedTensor } from './strided-tensor.js';

/** Deeper or longer paths are nobody's weights; the bounds keep hostile trees from making huge names. */
const maxDepth = 100;
const maxPathLength = 1024;
/** Characters of all names together; a quarter of a million tensors with long names stay below. */
const maxNameCharacters = 2 ** 24;

/** Where a pickled `torch.nn.Module` keeps its parts; they are no part of a parameter's name. */
const moduleSections = new Set<PickleValue>(['_parameters', '_buffers', '_modules']);

/** Sorts the value of a PyTorch file into weights and other data. */
export function checkpointOf(format: CheckpointFormat, { value, refused }: PickleResult): Checkpoint {
  const { allTensors, stateDicts } = collectTensors(value);
  const top = [...childrenOf(value)];
  const isModule = value instanceof Opaque;
  const stateDict = value instanceof Map ? value.get('state_dict') : undefined;
  const weights = stateDict instanceof Map ? stateDict : top;
  const objects = new Map<string, PickleValue>();
  for (const [key, child] of top)
    if (typeof key === 'string' && child !== weights && !tensorOf(child) && !(isModule && isBranch(child)))
      objects.set(key, child);
  return {
    format,
    tensors: isModule ? allTensors : directTensors(weights),
    allTensors,
    stateDicts,
    objects,
    refused: [...refused].sort(),
    metadata: new Map(),
  };
}

function directTensors(entries: Iterable<readonly [PickleValue, PickleValue]>): Weights {
  const tensors = new Map<string, TensorSource>();
  for (const [key, value] of entries) {
    const tensor = tensorOf(value);
    if (tensor && typeof key === 'string') tensors.set(key, tensor);
  }
  return tensors;
}

/** Walks the tree without recursion and enters every shared or cyclic branch once. */
function collectTensors(root: PickleValue): Pick<Checkpoint, 'allTensors' | 'stateDicts'> {
  const tensors = new Map<string, TensorSource>();
  const visited = new Set<PickleValue>();
  let characters = 0;
  const stateDicts = new Map<string, Map<string, TensorSource>>();
  const pending: TreeNode[] = [{ value: root, path: '', depth: 0 }];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const { value, path, depth, dict } = node;
    const tensor = tensorOf(value);
    if (tensor && !tensors.has(path)) {
      characters += path.length;
      if (characters > maxNameCharacters)
        throw unsafeFile(
          `The names of the tensors have more than ${maxNameCharacters} characters together, which is refused.`,
        );
      tensors.set(path, tensor);
      if (dict !== undefined) {
        const members = stateDicts.get(dict) ?? new Map<string, TensorSource>();
        stateDicts.set(dict, members.set(dict ? path.slice(dict.length + 1) : path, tensor));
      }
    }
    if (tensor || visited.has(value) || depth === maxDepth) continue;
    visited.add(value);
    const children: TreeNode[] = [];
    const isModule = value instanceof Opaque;
    // Below a module all tensors are its own; elsewhere a dict holds those right in it.
    const own = value instanceof Map || isModule ? path : undefined;
    for (const [key, child] of childrenOf(value)) {
      const childPath = moduleSections.has(key) ? path : joinPath(path, key);
      if ((isBranch(child) || tensorOf(child)) && childPath.length <= maxPathLength)
        children.push({
          value: child,
          path: childPath,
          depth: depth + 1,
          dict: node.inModule ? dict : own,
          inModule: node.inModule || isModule,
        });
    }
    for (const child of children.reverse()) pending.push(child);
  }
  return { allTensors: tensors, stateDicts };
}

interface TreeNode {
  readonly value: PickleValue;
  readonly path: string;
  readonly depth: number;
  /** Path of the dict that the value counts to. */
  readonly dict?: string | undefined;
  readonly inModule?: boolean | undefined;
}

function joinPath(path: string, key: PickleValue): string {
  const name = key instanceof PickleObject ? key.name : typeof key === 'object' ? '?' : String(key);
  return path ? `${path}.${name}` : name;
}

function tensorOf(value: PickleValue | undefined): TensorSource | undefined {
  if (value instanceof NumpyArray) return value.tensor;
  return value instanceof StridedTensor ? value : undefined;
}

function isBranch(value: PickleValue): boolean {
  return Array.isArray(value) || value instanceof Map || value instanceof Opaque;
}

function* childrenOf(value: PickleValue | undefined): Generator<[PickleValue, PickleValue]> {
  if (Array.isArray(value)) yield* value.entries();
  else if (value instanceof Map) yield* value;
  else if (value instanceof Opaque) {
    if (!(value.state instanceof Opaque)) yield* childrenOf(value.state);
    yield* value.items ?? [];
  }
}
