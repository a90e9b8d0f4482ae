import { toBytes } from '@langseg/core';
import { describe, expect, test } from 'vitest';
import { assemble, dict, floats, int, tensor, text, torchZip } from './__fixtures__/assemble.js';
import { readFixture } from './__fixtures__/read-fixture.js';
import { refusalOf } from './__fixtures__/refusal.js';
import { type ByteSource, bytesSource } from './bytes/byte-source.js';
import { openCheckpoint } from './open-checkpoint.js';

/** A source that keeps account of what is read. */
function countingSource(bytes: Uint8Array): ByteSource & { bytesRead: number } {
  const inner = bytesSource(bytes);
  return {
    size: inner.size,
    bytesRead: 0,
    read(offset, length) {
      this.bytesRead += length;
      return inner.read(offset, length);
    },
  };
}

describe('tensors of every dtype and layout, written by torch.save', () => {
  test.each([
    ['zoo.pt', 'torch-zip', 32],
    ['zoo_legacy.pt', 'torch-legacy', 32],
    ['zoo_bare.pt', 'torch-zip', 6],
  ])('%s is exact', async (file, format, count) => {
    const checkpoint = await openCheckpoint(bytesSource(readFixture(file)));
    const expected = await openCheckpoint(bytesSource(readFixture('zoo_expected.safetensors')));
    let compared = 0;
    for (const [name, source] of expected.tensors) {
      const found = checkpoint.tensors.get(name) ?? checkpoint.allTensors.get(name);
      if (!found) continue;
      const [wanted, got] = [await source.load(), await found.load()];
      expect([name, got.dtype, got.shape, toBytes(got.data)]).toEqual([
        name,
        wanted.dtype,
        wanted.shape,
        toBytes(wanted.data),
      ]);
      compared++;
    }
    expect(checkpoint.format).toBe(format);
    expect(compared).toBe(count);
    expect(checkpoint.refused).toEqual([]);
  });

  test('the other values are plain data', async () => {
    const { objects } = await openCheckpoint(bytesSource(readFixture('zoo.pt')));
    const extra = objects.get('extra') as Map<string, unknown>;
    expect(extra.get('size')).toEqual([1, 2, 3]);
    expect(extra.get('dtype')).toBe('torch.float16');
    expect(extra.get('device')).toBe('cpu');
    expect(extra.get('unicode')).toBe('naïve ✓');
    expect(extra.get('bytes')).toEqual(Uint8Array.of(0, 255));
    expect(extra.get('set')).toEqual(new Set([1, 2]));
    expect((extra.get('ns') as Map<string, unknown>).get('a')).toBe(1);
    expect(extra.get('np_scalar')).toBe(1.25);
    const nested = extra.get('nested') as Map<string, unknown>;
    expect((nested.get('tuple') as unknown[]).slice(1)).toEqual(['text', null, true, 1.5, 10n ** 20n]);
  });
});

describe('laziness', () => {
  const big = new Uint8Array(1_000_000);

  test('opening reads neither tensors nor twice the directory', async () => {
    const source = countingSource(
      torchZip(dict({ w: tensor({ count: 250_000, shape: [250_000], strides: [1] }) }), { 'data/0': big }),
    );
    await openCheckpoint(source);
    expect(source.bytesRead).toBeLessThan(70_000);
  });

  test('loading a contiguous view reads that view only', async () => {
    const file = torchZip(
      dict({ w: tensor({ count: 250_000, shape: [10, 10], strides: [10, 1], offset: 5000 }) }),
      {
        'data/0': big,
      },
    );
    const source = countingSource(file);
    const { tensors } = await openCheckpoint(source);
    source.bytesRead = 0;
    await tensors.get('w')?.load();
    expect(source.bytesRead).toBe(30 + 400);
  });
});

describe('what the file is sorted into', () => {
  test('without a state_dict the bare dict is the state dict', async () => {
    const file = torchZip(
      dict({
        w: tensor({ count: 2, shape: [2], strides: [1] }),
        epoch: int(3),
        nested: dict({ name: text('x') }),
      }),
      { 'data/0': floats(1, 2) },
    );
    const { tensors, objects, allTensors } = await openCheckpoint(bytesSource(file));
    expect([...tensors.keys()]).toEqual(['w']);
    expect([...allTensors.keys()]).toEqual(['w']);
    expect(objects.get('epoch')).toBe(3);
    expect(objects.get('nested')).toEqual(new Map([['name', 'x']]));
  });

  test('an empty state_dict is one of the other values', async () => {
    const { tensors, objects } = await openCheckpoint(
      bytesSource(torchZip(dict({ state_dict: 'N', best: 'N', epoch: int(1) }))),
    );
    expect(tensors.size).toBe(0);
    expect([...objects]).toEqual([
      ['state_dict', null],
      ['best', null],
      ['epoch', 1],
    ]);
  });

  test('classes outside the allow-list are listed, their data stays reachable', async () => {
    const weight = tensor({ count: 2, shape: [2], strides: [1] });
    const file = torchZip(
      dict({
        state_dict: dict({ w: weight }),
        callbacks: assemble(
          '}cpytorch_lightning.callbacks\nModelCheckpoint\n',
          dict({ best: text('a.ckpt') }),
          's',
        ),
        ema: assemble('cmy.training\nEma\n)\x81', dict({ shadow: weight }), 'b'),
        items: assemble('cmy.config\nNode\n)\x81(', text('k'), weight, 'u'),
      }),
      { 'data/0': floats(1, 2) },
    );
    const { tensors, allTensors, refused, objects } = await openCheckpoint(bytesSource(file));
    expect([...tensors.keys()]).toEqual(['w']);
    expect([...allTensors.keys()]).toEqual(['state_dict.w', 'ema.shadow', 'items.k']);
    expect(refused).toEqual([
      'my.config.Node',
      'my.training.Ema',
      'pytorch_lightning.callbacks.ModelCheckpoint',
    ]);
    expect([...objects.keys()]).toEqual(['callbacks', 'ema', 'items']);
  });

  test('a whole pickled module gives its parameters by their names', async () => {
    const weight = tensor({ count: 2, shape: [2], strides: [1] });
    const linear = assemble(
      'ctorch.nn.modules.linear\nLinear\n)\x81',
      dict({ _parameters: dict({ weight }) }),
      'b',
    );
    const net = assemble(
      'cmy\nNet\n)\x81',
      dict({ training: 0x89, _buffers: dict({ scale: weight }), _modules: dict({ fc: linear }) }),
      'b',
    );
    const { tensors, objects } = await openCheckpoint(bytesSource(torchZip(net, { 'data/0': floats(1, 2) })));
    expect([...tensors.keys()]).toEqual(['scale', 'fc.weight']);
    expect([...objects]).toEqual([['training', false]]);
  });

  test('TorchScript archives give parameters and buffers without their code', async () => {
    const part = assemble(
      'c__torch__.net.___torch_mangle_1\nLinear\n)\x81',
      dict({ weight: tensor({ count: 2, shape: [2], strides: [1] }), training: 0x89 }),
      'b',
    );
    const sizes = assemble('ctorch.jit._pickle\nbuild_intlist\n(](', int(1), int(2), 'etR');
    const net = assemble(
      'c__torch__.net\nNet\n)\x81',
      dict({ fc: part, input_resolution: int(224), sizes }),
      'b',
    );
    const file = torchZip(net, {
      'data/0': floats(1, 2),
      'constants.pkl': assemble('\x80\x02).'),
      'code/__torch__/net.py': assemble('import os'),
    });
    const { format, tensors, objects, refused } = await openCheckpoint(bytesSource(file));
    expect(format).toBe('torchscript');
    expect([...tensors.keys()]).toEqual(['fc.weight']);
    expect((await tensors.get('fc.weight')?.load())?.data).toEqual(Float32Array.of(1, 2));
    expect(objects.get('input_resolution')).toBe(224);
    expect(refused).toEqual([]);
  });
});

describe('other files are named', () => {
  test.each([
    ['', /is empty/],
    ['version https://git-lfs.github.com/spec/v1\n', /Git LFS pointer/],
    ['<!DOCTYPE html><html>', /web page/],
    ['\x1f\x8b\x08', /gzip/],
    ['\x08\x08\x12\x07pytorch', /ONNX/],
    ['cos\nsystem\n', /safetensors, PyTorch or NumPy file was expected/],
    ['\x80\x02K\x01.', /magic number/],
  ])('%j', async (content, message) => {
    const error = await refusalOf(assemble(content));
    expect(error?.code).toBe('FILE_CORRUPT');
    expect(error?.message).toMatch(message);
  });
});
