import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTiff, type TiffPage } from './__fixtures__/make-tiff.js';
import { createImageReader } from './create-image-reader.js';

const reader = createImageReader();
let [jpeg, progressive, png, webp, gif]: Buffer[] = [];

beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const photo = sharp(
    await sharp({ create: { width: 120, height: 80, channels: 3, background: 'grey', noise } })
      .png()
      .toBuffer(),
  );
  jpeg = await photo.clone().jpeg().toBuffer();
  progressive = await photo.clone().jpeg({ progressive: true }).toBuffer();
  png = await photo.clone().png().toBuffer();
  webp = await photo.clone().webp().toBuffer();
  gif = await photo.clone().gif().toBuffer();
});

async function readAll(bytes: Uint8Array): Promise<{ data: Uint8Array; warnings: string[] }> {
  const warnings: string[] = [];
  const { data } = await reader.read(bytes, { onWarning: ({ message }) => warnings.push(message) });
  return { data, warnings };
}

function insert(bytes: Buffer, at: number, ...inserted: readonly number[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at)]);
}

/** A PNG chunk; its checksum is wrong where `flaw` is not 0. */
function chunk(type: string, data: Uint8Array, flaw = 0): number[] {
  const body = Buffer.concat([Buffer.from(type), data]);
  let crc = -1;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeInt32BE(~crc ^ flaw);
  return [...length, ...body, ...sum];
}

const tables = (bytes: Buffer): number => bytes.indexOf(Buffer.from([0xff, 0xdb]));
const app1 = [0xff, 0xe1, 0, 8, 1, 2, 3, 4, 5, 6];

describe('flaws that cost no pixel', () => {
  const flaws: readonly (readonly [name: string, of: () => Buffer, make: () => Buffer, warned: string])[] = [
    [
      'JPEG with bytes between segments',
      () => jpeg,
      () => insert(jpeg, tables(jpeg), 1, 2, 3, 4),
      'extraneous',
    ],
    ['JPEG with a segment that is too short', () => jpeg, () => insert(jpeg, 2, ...app1, 7, 8), 'extraneous'],
    [
      'progressive JPEG with such bytes',
      () => progressive,
      () => insert(progressive, tables(progressive), 0),
      'extraneous',
    ],
    [
      'JPEG of unknown colour transform',
      () => jpeg,
      () => insert(jpeg, 2, 0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 9),
      'Adobe',
    ],
    ['JPEG without its end marker', () => jpeg, () => jpeg.subarray(0, -2), 'premature end'],
    ['JPEG with bytes behind its end', () => jpeg, () => Buffer.concat([jpeg, Buffer.alloc(999, 7)]), ''],
    [
      'JPEG with a broken profile',
      () => jpeg,
      () => insert(jpeg, 2, 0xff, 0xe2, 0, 26, ...Buffer.from('ICC_PROFILE\0'), 1, 1, ...Buffer.alloc(10, 5)),
      '',
    ],
    [
      'JPEG with broken EXIF',
      () => jpeg,
      () => insert(jpeg, 2, 0xff, 0xe1, 0, 18, ...Buffer.from('Exif\0\0'), ...Buffer.alloc(10, 5)),
      '',
    ],
    [
      'PNG with a wrong checksum of a text',
      () => png,
      () => insert(png, 33, ...chunk('tEXt', Buffer.from('a\0b'), 1)),
      '',
    ],
    [
      'PNG with a broken profile',
      () => png,
      () => insert(png, 33, ...chunk('iCCP', Buffer.from('x\0\0garbage'))),
      '',
    ],
    [
      'PNG with a chunk of a wrong length',
      () => png,
      () => insert(png, 33, ...chunk('tIME', Buffer.from('x'))),
      '',
    ],
    ['PNG with bytes behind its end', () => png, () => Buffer.concat([png, Buffer.alloc(99, 7)]), ''],
    ['PNG without its end chunk', () => png, () => png.subarray(0, -12), ''],
    ['WebP with bytes behind its end', () => webp, () => Buffer.concat([webp, Buffer.alloc(99, 7)]), ''],
    ['WebP that claims to be longer', () => webp, () => claim(webp, 100), 'webp'],
    ['GIF without its trailer', () => gif, () => gif.subarray(0, -1), ''],
    ['GIF with bytes behind its end', () => gif, () => Buffer.concat([gif, Buffer.alloc(99, 7)]), ''],
  ];

  it.each(flaws)('%s', async (_, of, make, warned) => {
    const [sound, flawed] = [await readAll(of()), await readAll(make())];
    expect(Buffer.compare(flawed.data, sound.data)).toBe(0);
    expect(sound.warnings).toEqual([]);
    expect(flawed.warnings.length).toBe(warned === '' ? 0 : 1);
    if (warned)
      expect(flawed.warnings[0]).toMatch(new RegExp(`^the image is flawed, but complete: .*${warned}`));
  });

  const page: TiffPage = {
    width: 8,
    height: 8,
    bands: 3,
    values: Uint8Array.from({ length: 192 }, (_, i) => i),
  };

  it.each([
    ['a text without its end', [34737, 2, [65, 66, 67, 68, 69]], 'null byte'],
    ['one value where two belong', [297, 3, [0]], ''],
    ['an unknown tag', [65000, 4, [7, 7]], ''],
    ['a tag of a wrong type', [282, 3, [72]], ''],
  ] as const)('TIFF with %s', async (_, tag, warned) => {
    const { data, warnings } = await readAll(makeTiff({ ...page, tags: [tag] }));
    expect([...data]).toEqual([...(page.values as Uint8Array)]);
    if (warned) expect(warnings.join()).toContain(warned);
  });
});

function claim(bytes: Buffer, more: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(copy.readUInt32LE(4) + more, 4);
  return copy;
}

describe('flaws that cost pixels', () => {
  it('are errors although a harmless flaw comes first', async () => {
    const flawed = insert(jpeg, tables(jpeg), 1, 2, 3, 4);
    for (let i = 3000; i < 3500; i++) flawed[i] = (i * 7919) & 255;
    await expect(reader.read(flawed)).rejects.toThrow(/can't be decoded as JPEG: .*Corrupt JPEG data/);
    const cut = insert(jpeg, tables(jpeg), 1, 2, 3, 4).subarray(0, jpeg.length >> 1);
    await expect(reader.read(cut)).rejects.toThrow('is truncated');
  });

  it.each([
    ['JPEG', () => jpeg],
    ['JPEG', () => progressive],
    ['PNG', () => png],
    ['WebP', () => webp],
    ['GIF', () => gif],
  ])('name a %s that lacks its end as such', async (format, of) => {
    const bytes = of();
    for (const share of [0.3, 0.6, 0.95])
      await expect(reader.read(bytes.subarray(0, bytes.length * share))).rejects.toThrow(
        new RegExp(`the image is truncated: the ${format} .* again\\.$`),
      );
  });

  it("tell the decoder's reason, and no more, where the file is whole", async () => {
    const flipped = Buffer.from(jpeg);
    flipped[flipped.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 13;
    await expect(reader.read(flipped)).rejects.toThrow(/precision 13\. The file has/);
    await expect(reader.read(flipped)).rejects.not.toThrow('again');
  });
});
