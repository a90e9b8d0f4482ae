import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LangSegError, type ErrorCode, type ImageSource, type RgbImage } from '@langseg/core';
import { createImageReader } from './create-image-reader.js';

const reader = createImageReader();
let directory = '';
let photo: Buffer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'langseg-images-'));
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'grey', noise } })
    .jpeg()
    .toBuffer();
});

afterAll(() => rm(directory, { recursive: true }));

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, bytes);
  return path;
}

async function failure(source: ImageSource, read = reader.read): Promise<LangSegError> {
  const error: unknown = await read(source).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!LangSegError.is(error)) throw new Error('Expected a LangSegError', { cause: error });
  return error;
}

async function expectFailure(source: ImageSource, code: ErrorCode, ...parts: string[]): Promise<void> {
  const error = await failure(source);
  expect(error.code, error.message).toBe(code);
  for (const part of parts) expect(error.message).toContain(part);
}

describe('files that are no images', () => {
  it('names a missing file', async () => {
    const path = join(directory, 'missing.jpg');
    await expectFailure(path, 'NOT_FOUND', path);
  });

  it('names a folder', () => expectFailure(directory, 'IMAGE_UNREADABLE', directory, 'folder'));

  it('names an empty file and empty bytes', async () => {
    const path = await file('empty.jpg', '');
    await expectFailure(path, 'IMAGE_UNREADABLE', path, '0 bytes');
    await expectFailure(new Uint8Array(), 'IMAGE_UNREADABLE', '0 bytes');
  });

  it('says what came instead of an image', async () => {
    const path = await file('page.jpg', '<!doctype html><title>Not found</title>');
    await expectFailure(path, 'IMAGE_UNREADABLE', path, '39 bytes beginning with "<!doctype ht"');
    await expectFailure(Uint8Array.of(1, 2, 255), 'IMAGE_UNREADABLE', '3 bytes beginning with 01 02 ff');
  });

  it('refuses other kinds of address', () =>
    expectFailure(new URL('ftp://example.org/a.jpg'), 'IMAGE_UNREADABLE', 'ftp://example.org/a.jpg'));
});

describe('damaged images', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'refuses a truncated %s',
    async (format) => {
      const bytes = await sharp(photo).toFormat(format).toBuffer();
      const path = await file(`truncated.${format}`, bytes.subarray(0, bytes.length * 0.6));
      await expectFailure(path, 'IMAGE_UNREADABLE', path);
    },
  );

  it('refuses a JPEG that lacks only its end', async () => {
    const path = await file('end.jpg', photo.subarray(0, photo.length - 30));
    await expectFailure(path, 'IMAGE_UNREADABLE', path, 'is truncated', 'again');
  });

  it.each(['jpeg', 'png'] as const)('refuses a corrupt %s', async (format) => {
    const bytes = await sharp(photo).toFormat(format).toBuffer();
    for (let i = 5000; i < 6000; i++) bytes[i] = (i * 7919) & 255;
    await expectFailure(await file(`corrupt.${format}`, bytes), 'IMAGE_UNREADABLE', "can't be decoded as");
  });

  it('accepts the wrong spectral selection that some cameras write', async () => {
    const scan = photo.indexOf(Buffer.from([0xff, 0xda]));
    const flawed = Buffer.from(photo);
    flawed[scan + 2 + flawed.readUInt16BE(scan + 2) - 2] = 0;
    await expect(sharp(flawed).raw().toBuffer()).rejects.toThrow('Invalid SOS parameters');
    const [expected, actual] = [await reader.read(photo), await reader.read(flawed)];
    expect(Buffer.compare(actual.data, expected.data)).toBe(0);
  });
});

describe('large images', () => {
  it('refuses 20,000×20,000 from the header alone', async () => {
    // A GIF header is all there is: whoever starts to decode reports a damaged file instead.
    const header = Buffer.from('GIF89a\x20\x4e\x20\x4e\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
    const frame = Buffer.from([0x2c, 0, 0, 0, 0, 0x20, 0x4e, 0x20, 0x4e, 0, 2, 1, 0x4c, 0, 0x3b]);
    const path = await file('large.gif', Buffer.concat([header, frame]));
    await expectFailure(path, 'IMAGE_TOO_LARGE', path, '20000×20000', '400000000', '100000000', 'maxPixels');
  });

  it('decodes what a raised limit allows', async () => {
    const read = (maxPixels: number) => createImageReader({ maxPixels }).read(photo);
    expect((await failure(photo, () => read(59_999))).code).toBe('IMAGE_TOO_LARGE');
    expect((await read(60_000)).width).toBe(300);
  });

  it('refuses limits that are none', () => {
    expect(() => createImageReader({ maxPixels: 0 })).toThrow('maxPixels');
    expect(() => createImageReader({ downloadTimeout: Number.NaN })).toThrow('downloadTimeout');
  });
});

describe('pixels', () => {
  it('pass through when they fit', async () => {
    const image: RgbImage = { width: 2, height: 1, data: new Uint8Array(6) };
    expect(await reader.read(image)).toBe(image);
  });

  it.each([
    [{ width: 2, height: 1, data: new Uint8Array(8) }, '6 bytes'],
    [{ width: 0, height: 1, data: new Uint8Array(0) }, '0×1'],
    [{ width: 1.5, height: 2, data: new Uint8Array(9) }, '1.5×2'],
    [{ width: 1, height: 1, data: [1, 2, 3] as unknown as Uint8Array }, 'Array'],
  ])('are refused when they do not fit (case %#)', (image, part) =>
    expectFailure(image, 'IMAGE_UNREADABLE', part),
  );
});

describe('without sharp', () => {
  it('says how to install it', async () => {
    vi.doMock('sharp', () => {
      throw new Error("Cannot find package 'sharp'");
    });
    vi.resetModules();
    const { createImageReader: createFresh } = await import('./create-image-reader.js');
    const error = await failure(photo, createFresh().read);
    vi.doUnmock('sharp');
    expect(error.code).toBe('RUNTIME_FAILED');
    expect(error.message).toContain('npm install sharp');
  });
});
