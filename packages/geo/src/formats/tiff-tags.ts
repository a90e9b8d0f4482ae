/** A tag of a TIFF and its values: `short` of 2 bytes, `long` of 4, `double` of 8, or text. */
export interface TiffTag {
  readonly tag: number;
  readonly type: 'short' | 'long' | 'double' | 'ascii';
  readonly values: ArrayLike<number> | string;
}

const types = { ascii: [2, 1], short: [3, 2], long: [4, 4], double: [12, 8] } as const;

/**
 * The directory of a little-endian TIFF that begins at `offset`, followed by what doesn't fit into it.
 *
 * @param tags sorted by number.
 */
export function tiffDirectory(tags: readonly TiffTag[], offset: number): Uint8Array {
  const size = 2 + 12 * tags.length + 4;
  const fields = tags.map(({ type, values }) => fieldBytes(type, values));
  const behind = fields.reduce(
    (sum, field) => sum + (field.length > 4 ? field.length + (field.length % 2) : 0),
    0,
  );
  const directory = Buffer.alloc(size + behind);
  directory.writeUInt16LE(tags.length, 0);
  let at = size;
  for (const [index, { tag, type }] of tags.entries()) {
    const [code, bytes] = types[type];
    const entry = 2 + 12 * index;
    directory.writeUInt16LE(tag, entry);
    directory.writeUInt16LE(code, entry + 2);
    directory.writeUInt32LE(fields[index].length / bytes, entry + 4);
    if (fields[index].length <= 4) directory.set(fields[index], entry + 8);
    else {
      directory.writeUInt32LE(offset + at, entry + 8);
      directory.set(fields[index], at);
      at += fields[index].length + (fields[index].length % 2);
    }
  }
  return directory;
}

function fieldBytes(type: TiffTag['type'], values: ArrayLike<number> | string): Uint8Array {
  if (typeof values === 'string') return Buffer.from(`${values.split('\0', 1)[0]}\0`, 'latin1');
  const [, bytes] = types[type];
  const field = Buffer.alloc(values.length * bytes);
  for (let i = 0; i < values.length; i++)
    if (type === 'double') field.writeDoubleLE(values[i], i * bytes);
    else if (type === 'long') field.writeUInt32LE(values[i], i * bytes);
    else field.writeUInt16LE(values[i], i * bytes);
  return field;
}
