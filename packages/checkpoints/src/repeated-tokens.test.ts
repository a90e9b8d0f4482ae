import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { assemble, dict, pickle, tensor, text, torchZip } from './__fixtures__/assemble.js';
import { refusalOf } from './__fixtures__/refusal.js';
import { resolveTorchGlobal } from './torch/torch-globals.js';
import { runPickle } from './pickle/run-pickle.js';
import { parseShardIndex } from './shards/shard-index.js';

/** Linear work on a megabyte takes milliseconds; quadratic work on it takes minutes. */
const patience = 3000;
const sizes = [10_000, 100_000, 1_000_000];

async function expectInTime(read: () => unknown): Promise<void> {
  const start = performance.now();
  await read();
  expect(performance.now() - start).toBeLessThan(patience);
}

const repeated = (token: string, size: number) => token.repeat(Math.ceil(size / token.length));

describe('text in pickles', () => {
  const opcodes = ['I', 'L', 'F', 'S', 'V', 'P', 'p', 'g', 'c', 'i', 'cmodule\n'];
  const tokens = [
    '1',
    '1.',
    '1e',
    '9',
    '0x',
    'e',
    '+',
    ' ',
    '\t1',
    "'",
    '\\',
    '\\x',
    '\\u0031',
    'L',
    '.',
    'n',
  ];
  test.each(opcodes)('of opcode %j, as long as can be', async (opcode) => {
    for (const token of tokens)
      for (const size of sizes)
        await expectInTime(() =>
          refusalOf(torchZip(assemble('(', opcode, repeated(token, size), '\n', 'name\n'))),
        );
  });

  test('a float of 80,000 digits is refused at once', async () => {
    const error = await refusalOf(torchZip(assemble('F', '1'.repeat(80_000), 'x\n')));
    expect(error?.message).toMatch(/a number of 80001 characters is refused/);
  });
});

test('any opcode, again and again', { timeout: 60_000 }, async () => {
  const options = { where: 'test', resolveGlobal: resolveTorchGlobal };
  for (let code = 0; code < 256; code++)
    for (const start of ['', 'N', '(', ']', '}(', ')'])
      await expectInTime(() => {
        try {
          runPickle(assemble('\x80\x04', start, new Uint8Array(50_000).fill(code), '.'), options);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^FILE_/) });
        }
      });
});

describe('long texts that are used again and again', () => {
  const long = 'n'.repeat(200_000);
  const times = 50_000;
  test.each([
    ['as names of globals', assemble(text(long), 'q\x000', repeated('h\x00h\x00\x930', 5 * times), 'N')],
    [
      'as keys of storages',
      assemble(
        text(long),
        'q\x000ctorch\nFloatStorage\nq\x010',
        '(X\x07\0\0\0storageh\x01h\x00X\x03\0\0\0cpuK\x01tQ0'.repeat(times),
        'N',
      ),
    ],
    [
      'as devices that are keys',
      assemble(text(long), 'q\x000ctorch\ndevice\nq\x010}', 'h\x01h\x00K\x01\x86RNs'.repeat(times)),
    ],
    [
      'as keys of nested dicts with a tensor',
      assemble(
        text('k'.repeat(1000)),
        'q\x00',
        tensor({ count: 1, shape: [1], strides: [1] }),
        'q\x010]',
        '}h\x00h\x01sa'.repeat(times),
      ),
    ],
  ])('%s', async (_, value) => {
    await expectInTime(async () => {
      const error = await refusalOf(torchZip(value, { 'data/0': new Uint8Array(4) }));
      expect(error?.message).toMatch(/name|key|device/);
    });
  });

  test('numbers that JavaScript hashes alike', async () => {
    const colliding = Array.from({ length: 200_000 }, (_, i) => {
      const bytes = new Uint8Array(13);
      new DataView(bytes.buffer).setUint32(8, i + 1, true);
      return assemble('\x8a\x0d', bytes, 'N');
    });
    await expectInTime(async () => {
      const error = await refusalOf(torchZip(assemble('}(', Buffer.concat(colliding), 'u')));
      expect(error?.message).toMatch(/more than 10000 keys/);
    });
  });
});

describe('zip archives and headers', () => {
  const weight = dict({ w: tensor({ count: 1, shape: [1], strides: [1] }) });

  test.each(['/', 'a', '../', 'a/', 'PK\x05\x06'])('an entry called %j…', async (token) => {
    const name = repeated(token, 60_000).slice(0, 60_000);
    await expectInTime(() =>
      refusalOf(torchZip(weight, { 'data/0': new Uint8Array(4), [name]: new Uint8Array() })),
    );
  });

  test.each(['PK\x05\x06', '\0', 'PK'])('a comment of %j…', async (token) => {
    const file = torchZip(weight, { 'data/0': new Uint8Array(4) });
    await expectInTime(() => refusalOf(assemble(file, repeated(token, 65_000))));
  });

  test.each([
    '{',
    '[',
    '"',
    '\\',
    '1',
    '-',
    ' ',
    '{"a":',
    '[[',
    '"a":1,',
    '{"a":{"dtype":"F32",',
    '1,',
    '\\"',
  ])('a safetensors header of %j…', async (token) => {
    for (const size of sizes)
      for (const [start, end] of [
        ['{', '}'],
        ['{"', '"}'],
        ['{"a":[', ']}'],
        ['{"w":{"dtype":"F32","data_offsets":[0,4],"shape":[', ']}}'],
      ]) {
        const header = assemble(start, repeated(token, size), end);
        const length = new Uint8Array(8);
        new DataView(length.buffer).setUint32(0, header.length, true);
        await expectInTime(() => refusalOf(assemble(length, header)));
      }
  });

  test('any byte, again and again', async () => {
    for (let byte = 0; byte < 256; byte++)
      await expectInTime(() => refusalOf(new Uint8Array(100_000).fill(byte)));
    await expectInTime(() => refusalOf(pickle(repeated('.', 1_000_000))));
  });
});

test.each(['"', '{"a":', '../', '\0'])('an index of shards of %j…', async (token) => {
  for (const size of sizes) {
    const input = repeated(token, size);
    const many = Object.fromEntries(Array.from({ length: size / 500 }, (_, i) => [`${token}${i}`, 'x']));
    const json = (map: unknown) => JSON.stringify({ metadata: { [input]: input }, weight_map: map });
    for (const index of [input, json({ [input]: 'x' }), json({ x: input }), json(input), json(many)])
      await expectInTime(() => {
        try {
          parseShardIndex(Buffer.from(index), 'model.safetensors.index.json');
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^FILE_/) });
        }
      });
  }
});

describe('headers of NumPy', () => {
  const npy = (header: string) => {
    const bytes = Buffer.from(`${header}\n`, 'latin1');
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length, true);
    return assemble(0x93, 'NUMPY', 2, 0, length, bytes, new Uint8Array(4));
  };

  test.each([
    '1',
    '1,',
    '(',
    '[',
    "'",
    '\\',
    ' ',
    '\t',
    ',',
    ':',
    "'a': 1,",
    "'descr': '<f4', ",
    '\0',
    '9L,',
    '{',
  ])('of %j, alone and in archives', async (token) => {
    for (const size of sizes) {
      const text = repeated(token, size);
      for (const header of [
        text,
        `{${text}}`,
        `{'descr': '${text}', 'fortran_order': False, 'shape': (1,), }`,
        `{'descr': [${text}], 'fortran_order': False, 'shape': (1,), }`,
        `{'descr': '<f4', 'fortran_order': False, 'shape': (${text}), }`,
        `{'descr': '<f4', 'fortran_order': False, 'shape': (1,), ${text}}`,
      ]) {
        await expectInTime(() => refusalOf(npy(header)));
        await expectInTime(() => refusalOf(zipSync({ 'a.npy': npy(header) }, { level: 1 })));
      }
    }
  });
});
