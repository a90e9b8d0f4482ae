import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { assemble } from '../__fixtures__/assemble.js';
import { bytesSource } from '../bytes/byte-source.js';
import { openZip } from './zip-archive.js';

const content = assemble('some content of an entry');

/** Rewrites the archive's only entry and end record in their 64-bit forms. */
function toZip64(archive: Uint8Array): Buffer {
  const file = Buffer.from(archive);
  const directory = file.lastIndexOf('PK\x01\x02');
  const end = file.lastIndexOf('PK\x05\x06');
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  [24, 20, 42].forEach((field, i) => {
    extra.writeBigUInt64LE(BigInt(file.readUInt32LE(directory + field)), 4 + 8 * i);
    file.writeUInt32LE(0xffffffff, directory + field);
  });
  file.writeUInt16LE(extra.length, directory + 30);

  const end64 = Buffer.alloc(56);
  end64.write('PK\x06\x06');
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(end - directory + extra.length), 40);
  end64.writeBigUInt64LE(BigInt(directory), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07');
  locator.writeBigUInt64LE(BigInt(end + extra.length), 8);
  file.fill(0xff, end + 10, end + 20);
  return Buffer.concat([file.subarray(0, end), extra, end64, locator, file.subarray(end)]);
}

const stored = zipSync({ a: new Uint8Array(content) }, { level: 0 });

describe('openZip', () => {
  test.each([
    ['a stored entry', stored],
    ['a deflated entry', zipSync({ a: new Uint8Array(content) }, { level: 9 })],
    ['64-bit sizes', toZip64(stored)],
  ])('reads parts of %s', async (_, file) => {
    const archive = await openZip(bytesSource(file));
    const entry = archive.entries.get('a');
    expect(entry?.size).toBe(content.length);
    if (entry) expect(await archive.read(entry, 5, 7)).toEqual(Uint8Array.from(content.subarray(5, 12)));
  });

  test.each<[string, (file: Buffer) => unknown, RegExp]>([
    [
      '64-bit sizes are missing',
      (file) => file.writeUInt16LE(2, file.indexOf('PK\x06\x06') - 28),
      /lacks its 64-bit sizes/,
    ],
    [
      'the locator points nowhere',
      (file) => file.writeUInt32LE(3, file.indexOf('PK\x06\x07') + 8),
      /no zip64 end/,
    ],
    [
      'the locator points outside',
      (file) => file.fill(0xff, file.indexOf('PK\x06\x07') + 8, file.indexOf('PK\x06\x07') + 16),
      /locator at byte \d+ points to Infinity/,
    ],
    [
      'the directory is announced elsewhere',
      (file) => file.writeUInt32LE(9999, file.indexOf('PK\x06\x06') + 48),
      /central directory claims bytes 9999/,
    ],
    [
      'entries are missing',
      (file) => file.writeUInt32LE(2, file.indexOf('PK\x06\x06') + 32),
      /2 entries are announced/,
    ],
  ])('says when %s', async (_, damage, message) => {
    const file = toZip64(stored);
    damage(file);
    await expect(openZip(bytesSource(file))).rejects.toMatchObject({
      code: 'FILE_CORRUPT',
      message: expect.stringMatching(message) as string,
    });
  });
});
