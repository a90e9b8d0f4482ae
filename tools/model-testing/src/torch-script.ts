import type { TensorSource, Weights } from '@langseg/core';
import { zipSync } from 'fflate';

type Tree = Map<string, Tree | { readonly source: TensorSource; readonly key: string }>;

const storages: Partial<Record<TensorSource['dtype'], string>> = {
  float32: 'FloatStorage',
  float16: 'HalfStorage',
  int64: 'LongStorage',
};

/**
 * Weights as a TorchScript archive, as `torch.jit.save` writes a model: a module in `data.pkl` for each part of their names, a file for
 * each tensor, and code that nobody runs.
 */
export async function torchScriptOf(weights: Weights): Promise<Uint8Array> {
  const root: Tree = new Map();
  const files: Record<string, Uint8Array> = {};
  for (const [index, [name, source]] of [...weights].entries()) {
    const parts = name.split('.');
    let place = root;
    for (const part of parts.slice(0, -1)) {
      if (!place.has(part)) place.set(part, new Map());
      place = place.get(part) as Tree;
    }
    place.set(parts.at(-1)!, { source, key: String(index) });
    const { buffer, byteOffset, byteLength } = (await source.load()).data as Float32Array;
    files[`model/data/${index}`] = new Uint8Array(buffer, byteOffset, byteLength).slice();
  }
  return zipSync(
    {
      'model/data.pkl': bytes('\x80\x02', moduleOf(root, 'Model'), '.'),
      'model/constants.pkl': bytes('\x80\x02).'),
      'model/code/__torch__/model.py': bytes('import os'),
      'model/version': bytes('6\n'),
      ...files,
    },
    { level: 0 },
  );
}

function moduleOf(tree: Tree, name: string): Uint8Array {
  const entries = [...tree].flatMap(([key, value]) => [
    text(key),
    value instanceof Map ? moduleOf(value, key) : tensorOf(value),
  ]);
  return bytes(`c__torch__.model\n${name}\n)\x81}(`, text('training'), '\x89', ...entries, 'ub');
}

function tensorOf({ source, key }: { readonly source: TensorSource; readonly key: string }): Uint8Array {
  const { shape, dtype } = source;
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((product, length) => product * length, 1));
  const count = shape.reduce((product, length) => product * length, 1);
  const id = bytes(
    '(',
    text('storage'),
    `ctorch\n${storages[dtype]}\n`,
    text(key),
    text('cpu'),
    int(count),
    't',
  );
  const sizes = [shape, strides].map((numbers) => bytes('(', ...numbers.map(int), 't'));
  return bytes(
    'ctorch._utils\n_rebuild_tensor_v2\n(',
    id,
    'Q',
    int(0),
    ...sizes,
    '\x89ccollections\nOrderedDict\n)RtR',
  );
}

/** Opcodes are Latin-1 text. */
function bytes(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece))),
  );
}

function int(value: number): Uint8Array {
  const piece = Buffer.from('J____');
  piece.writeInt32LE(value, 1);
  return piece;
}

function text(value: string): Uint8Array {
  const piece = Buffer.from(`X____${value}`);
  piece.writeUInt32LE(piece.length - 5, 1);
  return piece;
}
