import { zipSync } from 'fflate';

/** A piece of a file: Latin-1 text, one byte, or bytes. */
type Piece = string | number | Uint8Array;

/** Joins pieces to bytes. */
export function assemble(...pieces: Piece[]): Uint8Array {
  return Buffer.concat(
    pieces.map((piece) =>
      typeof piece === 'number'
        ? Uint8Array.of(piece)
        : typeof piece === 'string'
          ? Buffer.from(piece, 'latin1')
          : piece,
    ),
  );
}

function withLength(opcode: string, write: (view: DataView) => void, length: number): Uint8Array {
  const bytes = new Uint8Array(1 + length);
  bytes[0] = opcode.charCodeAt(0);
  write(new DataView(bytes.buffer));
  return bytes;
}

/** BININT */
export function int(value: number): Uint8Array {
  return withLength('J', (view) => view.setInt32(1, value, true), 4);
}

/** BINUNICODE */
export function text(value: string): Uint8Array {
  const bytes = Buffer.from(value);
  return assemble(
    withLength('X', (view) => view.setUint32(1, bytes.length, true), 4),
    bytes,
  );
}

/** A tuple of integers, or of pieces. */
export function tuple(...items: (number | Uint8Array)[]): Uint8Array {
  return assemble('(', ...items.map((item) => (typeof item === 'number' ? int(item) : item)), 't');
}

/** A tensor on storage `key`, as `torch.save` pickles it. */
export function tensor(options: {
  count: number;
  shape: readonly number[];
  strides: readonly number[];
  offset?: number;
  key?: string;
  type?: string;
}): Uint8Array {
  const { count, shape, strides, offset = 0, key = '0', type = 'torch\nFloatStorage' } = options;
  const id = tuple(text('storage'), assemble(`c${type}\n`), text(key), text('cuda:0'), count);
  return assemble(
    'ctorch._utils\n_rebuild_tensor_v2\n(',
    id,
    'Q',
    int(offset),
    tuple(...shape),
    tuple(...strides),
    0x89,
    'ccollections\nOrderedDict\n)RtR',
  );
}

/** A dict of pieces. */
export function dict(entries: Readonly<Record<string, Piece>>): Uint8Array {
  return assemble('}(', ...Object.entries(entries).flatMap(([key, value]) => [text(key), value]), 'u');
}

/** A protocol 2 pickle of one value. */
export function pickle(value: Piece): Uint8Array {
  return assemble('\x80\x02', value, '.');
}

/** A zip archive as `torch.save` lays it out; `level` 0 stores, 9 deflates. */
export function torchZip(
  value: Piece,
  files: Readonly<Record<string, Uint8Array>> = {},
  level: 0 | 9 = 0,
): Uint8Array {
  const entries = { 'data.pkl': pickle(value), version: assemble('3\n'), ...files };
  return zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, bytes]) => [`archive/${name}`, new Uint8Array(bytes)]),
    ),
    { level },
  );
}

/** The bytes of float32 numbers. */
export function floats(...values: number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
