import { LangSegError } from '@langseg/core';
import { testDamagedFiles } from '@langseg/conformance';
import { describe, expect, test } from 'vitest';
import { assemble, dict, floats, pickle, tensor, text, torchZip, tuple } from './__fixtures__/assemble.js';
import { checkpointFixtures, foreignReaders } from './__fixtures__/foreign-readers.js';
import { readFixture } from './__fixtures__/read-fixture.js';
import { readAll, refusalOf } from './__fixtures__/refusal.js';
import { bytesSource } from './bytes/byte-source.js';
import { openCheckpoint } from './open-checkpoint.js';

/** A small reproducible generator (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
}

describe('truncated files', () => {
  test.each(checkpointFixtures)('%s is refused wherever it is cut', async (file) => {
    const bytes = readFixture(file);
    for (let end = 0; end < bytes.length; end += 1 + (end % 5)) {
      const error = await refusalOf(bytes.subarray(0, end));
      expect(error?.code, `cut at ${end}`).toBe('FILE_CORRUPT');
    }
  });
});

describe('damaged files', () => {
  for (const reader of foreignReaders) testDamagedFiles({ ...reader, count: 400 });

  test('the pickle of zoo.pt with opcodes changed opens or is refused', async () => {
    const original = readFixture('zoo.pt');
    const start = Buffer.from(original).indexOf('\x80\x02}', 0, 'latin1');
    const opcodes = assemble(
      '().012GIJKLMNQRSTUVXabcdeghijlopqrstu}]\x80\x81\x85\x86\x87\x88\x8a\x8c\x8f\x90\x93\x94',
    );
    const random = randomNumbers(7);
    let refused = 0;
    for (let round = 0; round < 3000; round++) {
      const bytes = original.slice();
      bytes[start + random(3329)] = opcodes[random(opcodes.length)];
      if (await refusalOf(bytes)) refused++;
    }
    expect(refused).toBeGreaterThan(1000);
  });
});

describe('impossible tensors', () => {
  const refuse = (options: Partial<Parameters<typeof tensor>[0]>) =>
    refusalOf(
      torchZip(dict({ w: tensor({ count: 6, shape: [2, 3], strides: [3, 1], ...options }) }), {
        'data/0': floats(1, 2, 3, 4, 5, 6),
      }),
    );

  test('the unchanged one is fine', async () => expect(await refuse({})).toBeUndefined());

  test.each([
    ['a stride that leaves the storage', { strides: [4, 1] }, /beyond the 6 elements/],
    ['an offset that leaves the storage', { offset: 1 }, /beyond the 6 elements/],
    ['a negative offset', { offset: -1 }, /whole number/],
    ['a negative stride', { strides: [-3, 1] }, /whole numbers/],
    ['a negative length', { shape: [-2, 3] }, /whole numbers/],
    ['fewer strides than axes', { strides: [1] }, /do not match/],
    ['a thousand axes', { shape: Array(1000).fill(1), strides: Array(1000).fill(1) }, /at most 64/],
    ['an overflowing product', { shape: Array(4).fill(2 ** 30), strides: [0, 0, 0, 0] }, /too many elements/],
    ['a storage larger than its entry', { count: 7 }, /has 24 bytes, its storage needs 28/],
    ['a negative storage', { count: -1 }, /persistent id/],
    ['a storage that is not there', { key: '1' }, /no entry "archive\/data\/1"/],
    ['a storage outside the folder', { key: '../data.pkl' }, /no entry/],
  ])('%s', async (_, options, message) => {
    const error = await refuse(options);
    expect(error?.code).toBe('FILE_CORRUPT');
    expect(error?.message).toMatch(message);
  });

  test('an expanded tensor is not blown up to gigabytes', async () => {
    const error = await refuse({ shape: [50_000, 50_000], strides: [0, 0] });
    expect(error?.code).toBe('FILE_UNSAFE');
    expect(error?.message).toMatch(/repeats the 24 bytes/);
  });
});

describe('trees that would explode', () => {
  const weight = tensor({ count: 1, shape: [1], strides: [1] });
  const files = { 'data/0': floats(1) };
  const nested = assemble(']'.repeat(50_000), 'a'.repeat(49_999));

  test('cycles are walked once', async () => {
    const { allTensors } = await openCheckpoint(
      bytesSource(torchZip(assemble('}q\x63(', text('self'), 'h\x63', text('w'), weight, 'u'), files)),
    );
    expect([...allTensors.keys()]).toEqual(['w']);
  });

  test('thirty levels of doubled references are walked once each', async () => {
    const doubled = Array.from({ length: 30 }, () => '0]q\x01(h\x00h\x00e0h\x01q\x00');
    const file = torchZip(assemble(']q\x00', weight, 'a', ...doubled), files);
    const { allTensors } = await openCheckpoint(bytesSource(file));
    expect(allTensors.size).toBe(1);
  });

  test('an object that is its own state is walked once', async () => {
    const file = torchZip(assemble('(cmy\nX\n)\x81q\x00h\x00bcmy\nY\n)\x81h\x00b', weight, 't'), files);
    expect([...(await openCheckpoint(bytesSource(file))).allTensors.keys()]).toEqual(['2']);
  });

  test.each([
    ['a device', assemble('ctorch\ndevice\n', nested, '\x85R')],
    [
      'a dtype',
      assemble(
        'ctorch._utils\n_rebuild_tensor_v3\n(',
        nested,
        nested,
        nested,
        nested,
        nested,
        nested,
        nested,
        'tR',
      ),
    ],
    ['a key', assemble('}', nested, weight, 's')],
    ['a persistent id', assemble(nested, 'Q')],
  ])('%s of endless nesting is not turned into text', async (_, value) => {
    await expect(
      readAll(torchZip(value, files)).catch((error: unknown) => LangSegError.is(error)),
    ).resolves.not.toBe(false);
  });

  test('tensors nested without end are left out', async () => {
    const file = torchZip(assemble(']'.repeat(100_000), weight, 'a'.repeat(100_000)), files);
    expect((await openCheckpoint(bytesSource(file))).allTensors.size).toBe(0);
  });

  test('huge keys do not multiply', async () => {
    const file = torchZip(dict({ ['k'.repeat(100_000)]: dict({ a: weight, b: weight }) }), files);
    expect((await openCheckpoint(bytesSource(file))).allTensors.size).toBe(0);
  });
});

describe('zip archives', () => {
  const weight = dict({ w: tensor({ count: 1000, shape: [1000], strides: [1] }) });
  const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31) % 251);

  test('deflated entries are read', async () => {
    await expect(readAll(torchZip(weight, { 'data/0': noise }, 9))).resolves.toBeUndefined();
  });

  test('a zip bomb is refused before it is inflated', async () => {
    const count = 5_000_000;
    const bomb = torchZip(
      dict({ w: tensor({ count, shape: [count], strides: [1] }) }),
      { 'data/0': new Uint8Array(4 * count) },
      9,
    );
    const error = await refusalOf(bomb);
    expect(error?.code).toBe('FILE_UNSAFE');
    expect(error?.message).toMatch(/zip bomb/);
  });

  test('an entry that inflates to more than announced is refused', async () => {
    const file = torchZip(weight, { 'data/0': new Uint8Array(500_000) }, 9);
    const lying = Buffer.from(file);
    for (let at = lying.indexOf('PK\x01\x02'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 1))
      if (lying.readUInt32LE(at + 24) === 500_000) lying.writeUInt32LE(4000, at + 24);
    const error = await refusalOf(lying);
    expect(error?.message).toMatch(/announces 4000 bytes, but more came out/);
  });

  test('an entry that occurs twice is refused', async () => {
    const file = Buffer.from(torchZip(weight, { 'data/0': noise, 'data/1': noise }));
    for (let at = file.indexOf('data/1'); at >= 0; at = file.indexOf('data/1', at)) file.write('data/0', at);
    expect((await refusalOf(file))?.message).toMatch(/"archive\/data\/0" occurs twice/);
  });

  test('content moved into the next entry is refused', async () => {
    const file = Buffer.from(torchZip(weight, { 'data/0': noise }));
    file.writeUInt16LE(500, file.lastIndexOf('PK\x03\x04') + 28);
    expect((await refusalOf(file))?.message).toMatch(/runs over byte/);
  });

  test('overlapping entries are refused', async () => {
    const file = Buffer.from(torchZip(weight, { 'data/0': noise }));
    file.writeUInt32LE(0, file.lastIndexOf('PK\x01\x02') + 42);
    expect((await refusalOf(file))?.message).toMatch(/runs over byte/);
  });

  test.each([
    ['an encrypted entry', 8, 1, /encrypted/],
    ['an unknown compression', 10, 93, /compression method 93/],
    ['two sizes of a stored entry', 24, 1, /two sizes/],
  ])('%s is refused', async (_, field, value, message) => {
    const file = Buffer.from(torchZip(weight, { 'data/0': noise }));
    file.writeUInt16LE(value, file.lastIndexOf('PK\x01\x02') + field);
    expect((await refusalOf(file))?.message).toMatch(message);
  });

  test('a zip archive of something else is named', async () => {
    const file = Buffer.from(torchZip(weight));
    for (let at = file.indexOf('data.pkl'); at >= 0; at = file.indexOf('data.pkl', at))
      file.write('info.txt', at);
    expect((await refusalOf(file))?.message).toMatch(/no data\.pkl/);
  });

  test('big-endian files are refused', async () => {
    const file = torchZip(weight, { 'data/0': noise, byteorder: assemble('big') });
    expect((await refusalOf(file))?.message).toMatch(/Byte order "big"/);
  });
});

describe('forbidden calls inside checkpoints', () => {
  const attack = assemble('cposix\nsystem\n', tuple(text('touch pwned')), 'R');

  test('in a zip file', async () => {
    const error = await refusalOf(torchZip(attack));
    expect(error?.code).toBe('FILE_UNSAFE');
    expect(error?.message).toMatch(/archive\/data\.pkl.*"posix\.system"/);
  });

  test('in a legacy file', async () => {
    const start = readFixture('zoo_legacy.pt').subarray(0, 137);
    const error = await refusalOf(assemble(start, pickle(attack)));
    expect(error?.code).toBe('FILE_UNSAFE');
    expect(error?.message).toMatch(/"posix\.system"/);
  });
});
