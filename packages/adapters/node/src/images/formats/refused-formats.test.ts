import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImageReader } from '../create-image-reader.js';
import { loadSharp } from '../load-sharp.js';

const { read } = createImageReader();
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'langseg-formats-'));
});

afterAll(() => rm(directory, { recursive: true }));

/** A first box that names brands. */
function boxed(...brands: readonly string[]): Buffer {
  const size = 8 + 4 * (brands.length + 1);
  return Buffer.from(
    `\0\0\0${String.fromCharCode(size)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}rest`,
    'latin1',
  );
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
const svgs: readonly (readonly [string, string | Buffer])[] = [
  ['plain', picture],
  ['with declaration and comment', `\ufeff<?xml version="1.0"?>\n<!-- ${'x'.repeat(500)} -->${picture}`],
  ['with a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ['with entities', `<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>${picture}`],
  ['in UTF-16', Buffer.from(`\ufeff${picture}`, 'utf16le')],
];

/** One file of each loader that libvips has, and of formats that people have. */
const others: readonly (readonly [name: string, bytes: string | Buffer])[] = [
  ['HEIC (HEVC)', boxed('heic', 'mif1', 'heic')],
  ['HEIC (HEVC)', boxed('mif1', 'heic')],
  ['HEIF without AV1', boxed('mif1', 'miaf')],
  ["a camera's raw format", boxed('crx ', 'isom')],
  ['video', boxed('isom', 'mp41')],
  ['JPEG XL', Buffer.from('ff0a7f00', 'hex')],
  ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['JPEG 2000', Buffer.from('ff4fff510029', 'hex')],
  ['PDF', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj'],
  ['Netpbm', 'P6 1 1 255 abc'],
  ['Netpbm', 'P3\n1 1\n255\n1 2 3\n'],
  ['Netpbm', 'PF\n1 1\n-1.0\n'],
  ['Radiance HDR', '#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\nabcd'],
  ['FITS', `SIMPLE  =                    T${' '.repeat(50)}`],
  ['OpenEXR', Buffer.from('762f310102000000', 'hex')],
  ['MATLAB', 'MATLAB 5.0 MAT-file'],
  ['BMP', Buffer.from('424d3a000000000000003600000028000000', 'hex')],
  ['ICO', Buffer.from('00000100010010100000', 'hex')],
  ['PSD', '8BPS\0\x01'],
  ['DICOM', `${'\0'.repeat(128)}DICM`],
  ["a camera's raw format", 'II*\0\x10\0\0\0CR\x02\0'],
  ['gzip', gzipSync(picture)],
  ['ZIP', 'PK\x03\x04'],
];

const bytesOf = (file: string | Buffer): Buffer =>
  typeof file === 'string' ? Buffer.from(file, file.startsWith('\ufeff') ? 'utf8' : 'latin1') : file;

describe('formats that are not read', () => {
  it.each(svgs)('SVG %s is refused by its name', async (_, file) => {
    await expect(read(bytesOf(file))).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringMatching(/^SVG is not read; convert it to JPEG/) as string,
    });
  });

  it.each(others)('%s is refused by its name (case %#)', async (name, file) => {
    await expect(read(bytesOf(file))).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining(`${name}`) as string,
    });
    await expect(read(bytesOf(file))).rejects.toThrow('is not read; convert it to JPEG');
  });

  it("refuses a file of libvips' own format", async () => {
    const path = join(directory, 'picture.v');
    await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).toFile(path);
    await expect(read(path)).rejects.toThrow('the format of libvips is not read');
  });

  it.each([
    ['numbers', '1,2,3\n4,5,6\n'],
    ['a web page', '<!doctype html><html><svg></svg></html>'],
    ['raw pixels', Buffer.alloc(300)],
  ])('refuses %s as no image at all', async (_, file) => {
    await expect(read(bytesOf(file))).rejects.toThrow(/Expected an image .* beginning with/);
  });

  it('names the file', async () => {
    const path = join(directory, 'logo.jpg');
    await writeFile(path, picture);
    await expect(read(path)).rejects.toThrow(path);
  });
});

describe('the decoder itself', () => {
  it('has no loader for other formats, whatever its callers check', async () => {
    const blocked = await loadSharp();
    const path = join(directory, 'blocked.v');
    await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).toFile(path);
    for (const input of [path, ...[...svgs, ...others].map(([, file]) => bytesOf(file))])
      await expect(blocked(input).metadata()).rejects.toThrow();
    await expect(blocked(Buffer.from(picture)).metadata()).rejects.toThrow('unsupported image format');
  });
});
