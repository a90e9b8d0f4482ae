/** What a pickle of PyTorch is written of here. */
export type Pickled =
  string | number | boolean | null | PickledTuple | PickledDict | PickledTensor | PickledArray;

export interface PickledTuple {
  readonly kind: 'tuple';
  readonly items: readonly Pickled[];
}
export interface PickledDict {
  readonly kind: 'dict';
  readonly entries: readonly (readonly [string, Pickled])[];
}
/** A tensor whose numbers lie beside the pickle, in `data/<key>`. */
export interface PickledTensor {
  readonly kind: 'tensor';
  readonly key: string;
  /** Class of its storage: `HalfStorage`, `BoolStorage`. */
  readonly storage: string;
  readonly shape: readonly number[];
}
/** A NumPy array, whose numbers lie in the pickle. */
export interface PickledArray {
  readonly kind: 'array';
  /** NumPy's name of the type: `f8`, `i4`. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

const text = new TextEncoder();

/** Pickles a value in protocol 3, in pieces: the numbers of arrays are not copied. */
export function* pickle(value: Pickled): Generator<Uint8Array, void, undefined> {
  yield Uint8Array.of(0x80, 3);
  yield* encode(value);
  yield text.encode('.');
}

function* encode(value: Pickled): Generator<Uint8Array, void, undefined> {
  if (value === null) yield text.encode('N');
  else if (typeof value === 'boolean') yield Uint8Array.of(value ? 0x88 : 0x89);
  else if (typeof value === 'number') yield withLength('J', value);
  else if (typeof value === 'string') {
    const bytes = text.encode(value);
    yield withLength('X', bytes.length);
    yield bytes;
  } else if (value.kind === 'tuple') {
    yield text.encode('(');
    for (const item of value.items) yield* encode(item);
    yield text.encode('t');
  } else if (value.kind === 'dict') {
    yield text.encode('}(');
    for (const [key, item] of value.entries) {
      yield* encode(key);
      yield* encode(item);
    }
    yield text.encode('u');
  } else if (value.kind === 'tensor') yield* encodeTensor(value);
  else yield* encodeArray(value);
}

/** `torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)`. */
function* encodeTensor({ key, storage, shape }: PickledTensor): Generator<Uint8Array, void, undefined> {
  const size = shape.reduce((product, length) => product * length, 1);
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, length) => product * length, 1),
  );
  yield text.encode('ctorch._utils\n_rebuild_tensor_v2\n((');
  yield* encode('storage');
  yield text.encode(`ctorch\n${storage}\n`);
  for (const part of [key, 'cpu', size]) yield* encode(part);
  yield text.encode('tQ');
  yield* encode(0);
  for (const lengths of [shape, strides]) yield* encode({ kind: 'tuple', items: lengths });
  yield* encode(false);
  yield text.encode('ccollections\nOrderedDict\n)RtR');
}

/** `numpy.core.multiarray._reconstruct(ndarray, (0,), b'b')`, then its state: version, shape, type, order, bytes. */
function* encodeArray({ type, shape, bytes }: PickledArray): Generator<Uint8Array, void, undefined> {
  yield text.encode('cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n');
  yield* encode({ kind: 'tuple', items: [0] });
  yield* encodeBytes(text.encode('b'));
  yield text.encode('tR(');
  yield* encode(1);
  yield* encode({ kind: 'tuple', items: shape });
  yield text.encode('cnumpy\ndtype\n');
  yield* encode({ kind: 'tuple', items: [type, false, true] });
  yield text.encode('R');
  yield* encode({ kind: 'tuple', items: [3, '<', null, null, null, -1, -1, 0] });
  yield text.encode('b');
  yield* encode(false);
  yield* encodeBytes(bytes);
  yield text.encode('tb');
}

function* encodeBytes(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  yield withLength('B', bytes.length);
  yield bytes;
}

/** An opcode and the four bytes of a number behind it. */
function withLength(opcode: string, value: number): Uint8Array {
  const bytes = new Uint8Array(5);
  bytes[0] = opcode.charCodeAt(0);
  new DataView(bytes.buffer).setInt32(1, value, true);
  return bytes;
}
