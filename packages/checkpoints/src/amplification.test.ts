import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { assemble, torchZip } from './__fixtures__/assemble.js';
import { refusalOf } from './__fixtures__/refusal.js';
import { bytesSource } from './bytes/byte-source.js';
import { openCheckpoint } from './open-checkpoint.js';
import { createInflatedEntries } from './zip/inflated-entries.js';
import { openZip } from './zip/zip-archive.js';

/** A file of safetensors with any header and no data. */
function safetensors(header: string): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  return assemble(length, header);
}

test('an archive is inflated once for all views of it', async () => {
  const bytes = new Uint8Array(1_500_000).map((_, at) => (at * 2654435761) >>> 24);
  const archive = await openZip(bytesSource(zipSync({ a: bytes }, { level: 1 })));
  const entry = archive.entries.get('a')!;
  const read = async (views: number): Promise<number> => {
    const { user } = process.cpuUsage();
    for (let view = 0; view < views; view++)
      expect((await archive.read(entry, 100_000 + view, 4))[3]).toBe(bytes[100_003 + view]);
    return process.cpuUsage().user - user;
  };
  const once = await read(1);
  expect(await read(200)).toBeLessThan(20 * once + 200_000);
});

test('one that is too large to be kept is not inflated again and again', async () => {
  const entry = {
    name: 'a',
    size: 2 ** 27,
    compressedSize: 2 ** 25,
    headerOffset: 0,
    end: 2 ** 26,
    deflated: true,
  };
  const inflated = createInflatedEntries(entry.size);
  let times = 0;
  const views = async (): Promise<void> => {
    for (let view = 0; view < 5000; view++)
      await inflated.upTo(entry, 2 ** 27 - view, async () => new Uint8Array(times++ % 2));
  };
  await expect(views()).rejects.toMatchObject({
    code: 'FILE_UNSAFE',
    message: expect.stringContaining('inflated again and again'),
  });
  expect(times).toBeLessThanOrEqual(10);
});

test('a header of safetensors is parsed only when it has the size of one', async () => {
  const error = await refusalOf(safetensors(`{${' '.repeat(16_000_000)}}`));
  expect(error).toMatchObject({ code: 'FILE_CORRUPT', message: expect.stringContaining('at most 16000000') });
});

test.each([
  ['{"w":{"dtype":"F32","dtype":"I8","shape":[0],"data_offsets":[0,0]}}', 'dtype'],
  ['{"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"data_\\u006fffsets":[0,0]}}', 'data_offsets'],
  ['{"__metadata__":{"format":"pt","format":"np"}}', 'format'],
  ['{"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"\\u0077":{}}', 'w'],
])('%s says something twice', async (header, key) => {
  expect(await refusalOf(safetensors(header))).toMatchObject({
    code: 'FILE_CORRUPT',
    message: expect.stringContaining(`"${key}" occurs twice`),
  });
});

test.each([
  ['V', '\\u0031', ''],
  ['S', '\\x31', "'"],
])(
  'a text of megabytes in a pickle of protocol 0 (%s) is refused, others are read in time',
  async (opcode, token, quote) => {
    const textOf = (size: number): Uint8Array =>
      assemble(opcode, quote, token.repeat(Math.floor((size - 2) / token.length)), quote, '\n');
    const file = (...values: Uint8Array[]): Uint8Array => torchZip(assemble('(', ...values, 'l'));
    expect(await refusalOf(file(textOf(1_000_010)))).toMatchObject({
      code: 'FILE_UNSAFE',
      message: expect.stringContaining('on one line is refused'),
    });
    const { user } = process.cpuUsage();
    expect(await refusalOf(file(textOf(500_000), textOf(500_000)))).toBeUndefined();
    expect(process.cpuUsage().user - user).toBeLessThan(4_000_000);
  },
);

test('what is not repeated is read as ever', async () => {
  const header =
    '{"__metadata__":{"a":"{\\"b\\":1,\\"b\\":2}"},"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}';
  expect((await openCheckpoint(bytesSource(safetensors(header)))).metadata.get('a')).toBe('{"b":1,"b":2}');
});
