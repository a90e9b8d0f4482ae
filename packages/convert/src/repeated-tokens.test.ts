import { LangSegError, parseBundleConfig, parsePreprocessorConfig, readJsonAsset } from '@langseg/core';
import { decodeModel } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';

/** Linear work on a megabyte takes milliseconds; quadratic work on it takes minutes. */
const patience = 5000;
const text = (value: string) => new TextEncoder().encode(value);

async function expectInTime(read: () => unknown): Promise<void> {
  const start = performance.now();
  try {
    await read();
  } catch (error) {
    expect(LangSegError.is(error), String(error)).toBe(true);
  }
  expect(performance.now() - start).toBeLessThan(patience);
}

const tokens = ['a', '"', '\\', '[', '{"a":', '1', '0,', ' ', '\n', '\0', 'é', '-', '<|', "'s"];
const inputs = tokens.flatMap((token) =>
  [10_000, 100_000, 1_000_000].map((size) => token.repeat(Math.ceil(size / token.length))),
);

it('configs', async () => {
  for (const input of inputs)
    for (const content of [input, `{"name":"${input}"}`, `{"formatVersion":1,"x":[${input}]}`]) {
      const read = () =>
        readJsonAsset(
          {
            location: 'memory',
            read: () => Promise.resolve(text(content)),
            model: () => Promise.reject(new Error()),
          },
          'config.json',
        );
      await expectInTime(async () => parseBundleConfig(await read()));
      await expectInTime(async () => parsePreprocessorConfig(await read()));
    }
});

it('names in ONNX models', async () => {
  for (const input of inputs) {
    const name = text(input);
    await expectInTime(() => decodeModel(name));
    // A graph (field 7) whose name (field 2) is the input.
    const varint = (value: number): number[] =>
      value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
    const named = [0x12, ...varint(name.length)];
    const head = [0x3a, ...varint(named.length + name.length), ...named];
    const model = new Uint8Array(head.length + name.length);
    model.set(head);
    model.set(name, head.length);
    await expectInTime(() => decodeModel(model));
  }
});
