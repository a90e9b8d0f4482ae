const [width, height] = [48, 32];

/**
 * A GeoTIFF of 48 × 32 pixels, not compressed: a blue sky above green grass, with pixels of 2 m from 500000, 5400000 on, in UTM zone 32 of
 * WGS 84.
 */
export function tinyGeoTiff(): Buffer {
  const pixels = Buffer.alloc(3 * width * height);
  for (let i = 0; i < width * height; i++)
    pixels.set(i < (width * height) / 2 ? [110, 160, 230] : [60, 130 + (i % 20), 40], 3 * i);
  const doubles = Buffer.alloc(72);
  [2, 2, 0, 0, 0, 0, 500000, 5400000, 0].forEach((value, at) => doubles.writeDoubleLE(value, 8 * at));
  const keys = shorts(1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32632);
  const bits = shorts(8, 8, 8);
  const behind = Buffer.concat([pixels, doubles, keys, bits]);
  const at = { doubles: 8 + pixels.length, keys: 8 + pixels.length + 72, bits: 8 + pixels.length + 96 };
  const [short, long, double] = [3, 4, 12];
  const tags = [
    [256, short, 1, width],
    [257, short, 1, height],
    [258, short, 3, at.bits],
    [259, short, 1, 1],
    [262, short, 1, 2],
    [273, long, 1, 8],
    [277, short, 1, 3],
    [278, short, 1, height],
    [279, long, 1, pixels.length],
    [33550, double, 3, at.doubles],
    [33922, double, 6, at.doubles + 24],
    [34735, short, 12, at.keys],
  ];
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  directory.writeUInt16LE(tags.length, 0);
  for (const [index, [tag, type, count, value]] of tags.entries()) {
    directory.writeUInt16LE(tag, 2 + 12 * index);
    directory.writeUInt16LE(type, 4 + 12 * index);
    directory.writeUInt32LE(count, 6 + 12 * index);
    directory.writeUInt32LE(value, 10 + 12 * index);
  }
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(8 + behind.length, 4);
  return Buffer.concat([header, behind, directory]);
}

function shorts(...values: number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}
