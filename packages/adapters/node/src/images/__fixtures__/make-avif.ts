/** A picture of an AVIF file that is put together from others. */
export interface AvifGrid {
  /** What it says its size is. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Numbers of its tiles: 1 is the grid itself, 2 the only coded picture, 3 and on the grids in `inner`. */
  readonly tiles: readonly number[];
}

/**
 * Writes an AVIF whose picture is a grid.
 *
 * @param tile an AVIF of one coded picture.
 * @param size what that says its size is.
 * @param inner further grids, which the first may name as tiles.
 */
export function makeAvifGrid(
  tile: Uint8Array,
  size: { readonly width: number; readonly height: number },
  grid: AvifGrid,
  inner: readonly AvifGrid[] = [],
): Uint8Array {
  const file = Buffer.from(tile);
  const boxIn = (type: string): Buffer => {
    const at = file.indexOf(type, 0, 'latin1') - 4;
    return file.subarray(at, at + file.readUInt32BE(at));
  };
  const data = boxIn('mdat').subarray(8);
  const grids = new Map([[1, grid], ...inner.map((one, i) => [3 + i, one] as const)]);
  const descriptions = [...grids.values()].map(({ rows, columns, width, height }) =>
    Buffer.concat([Buffer.from([0, 1, rows - 1, columns - 1]), u32(width), u32(height)]),
  );
  const ids = [...grids.keys(), 2].sort();
  const gridIndex = (id: number): number => [...grids.keys()].indexOf(id);
  const metaWith = (offset: number): Buffer => {
    const places = ids.map((id) => {
      const isGrid = grids.has(id);
      const length = isGrid ? 12 : data.length;
      return [
        u16(id),
        u16(isGrid ? 1 : 0),
        u16(0),
        u16(1),
        u32(isGrid ? 12 * gridIndex(id) : offset),
        u32(length),
      ];
    });
    const infos = ids.map((id) =>
      full('infe', 2, u16(id), u16(0), Buffer.from(grids.has(id) ? 'grid\0' : 'av01\0')),
    );
    const references = [...grids].map(([id, { tiles }]) =>
      box('dimg', u16(id), u16(tiles.length), ...tiles.map(u16)),
    );
    const sizes = [size, ...grids.values()].map(({ width, height }) =>
      full('ispe', 0, u32(width), u32(height)),
    );
    const given = ids.map((id) =>
      grids.has(id)
        ? Buffer.concat([u16(id), Buffer.from([2, 4 + gridIndex(id), 2])])
        : Buffer.concat([u16(id), Buffer.from([3, 0x81, 2, 3])]),
    );
    const properties = box('ipco', boxIn('av1C'), boxIn('pixi'), ...sizes);
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      full('pitm', 0, u16(1)),
      full('iloc', 1, Buffer.from([0x44, 0]), u16(ids.length), ...places.flat()),
      full('iinf', 0, u16(infos.length), ...infos),
      full('iref', 0, ...references),
      box('iprp', properties, full('ipma', 0, u32(ids.length), ...given)),
      box('idat', ...descriptions),
    );
  };
  const brands = box('ftyp', Buffer.from('avif\0\0\0\0avifmif1miaf'));
  const offset = brands.length + metaWith(0).length + 8;
  return Buffer.concat([brands, metaWith(offset), box('mdat', data)]);
}

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

function u32(value: number): Buffer {
  return Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
}

function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type), content]);
}

function full(type: string, version: number, ...parts: readonly Uint8Array[]): Buffer {
  return box(type, Buffer.from([version, 0, 0, 0]), ...parts);
}
