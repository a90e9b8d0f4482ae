import { describe, expect, test } from 'vitest';
import { assemble, dict, floats, int, tensor, text, torchZip, tuple } from '../__fixtures__/assemble.js';
import { bytesSource } from '../bytes/byte-source.js';
import { openCheckpoint } from '../open-checkpoint.js';

const open = (value: Uint8Array, data: Uint8Array) =>
  openCheckpoint(bytesSource(torchZip(dict({ w: value }), { 'data/0': data })));
const plain = tensor({ count: 2, shape: [2], strides: [1] });

describe('ways to pickle a tensor', () => {
  test.each([
    [
      '_rebuild_parameter',
      assemble(
        'ctorch._utils\n_rebuild_parameter\n',
        tuple(plain, Uint8Array.of(0x88), Uint8Array.of(0x4e)),
        'R',
      ),
    ],
    [
      '_rebuild_from_type_v2',
      assemble(
        'ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._utils\n_rebuild_tensor_v2\n',
        'ctorch\nTensor\n',
        tuple(
          assemble(
            tuple(text('storage'), assemble('ctorch\nFloatStorage\n'), text('0'), text('cpu'), 2),
            'Q',
          ),
          0,
          tuple(2),
          tuple(1),
        ),
        '}tR',
      ),
    ],
    [
      '_rebuild_tensor_v3 on an untyped storage',
      assemble(
        'ctorch._utils\n_rebuild_tensor_v3\n(',
        tuple(text('storage'), assemble('ctorch.storage\nUntypedStorage\n'), text('0'), text('cpu'), 8),
        'Q',
        int(0),
        tuple(2),
        tuple(1),
        0x89,
        '}ctorch\nfloat32\n}tR',
      ),
    ],
  ])('%s', async (_, value) => {
    const { tensors } = await open(value, floats(1.5, -2));
    expect(await tensors.get('w')?.load()).toEqual({
      dtype: 'float32',
      shape: [2],
      data: Float32Array.of(1.5, -2),
    });
  });

  test('unsupported storages lose only their own tensors', async () => {
    const complex = tensor({ count: 1, shape: [1], strides: [1], type: 'torch\nComplexFloatStorage' });
    const file = torchZip(dict({ state_dict: dict({ z: complex, w: plain }) }), { 'data/0': floats(1, 2) });
    const { tensors, refused } = await openCheckpoint(bytesSource(file));
    expect([...tensors.keys()]).toEqual(['w']);
    expect(refused).toEqual(['torch.ComplexFloatStorage']);
  });
});

describe('numpy arrays', () => {
  const array = (code: string, order: string, shape: Uint8Array, fortran: number, bytes: Uint8Array) =>
    assemble(
      'cnumpy._core.multiarray\n_reconstruct\n(cnumpy\nndarray\n',
      tuple(0),
      text('b'),
      'tR(',
      int(1),
      shape,
      'cnumpy\ndtype\n(',
      text(code),
      0x89,
      0x88,
      'tR(',
      int(3),
      text(order),
      'NNN',
      int(-1),
      int(-1),
      int(0),
      'tb',
      fortran,
      'C',
      bytes.length,
      bytes,
      'tb',
    );

  test('Fortran order becomes row-major', async () => {
    const value = array('f4', '<', tuple(2, 3), 0x88, floats(1, 4, 2, 5, 3, 6));
    const { tensors } = await open(value, floats(0));
    expect((await tensors.get('w')?.load())?.data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  });

  test('big-endian ones are not taken for tensors', async () => {
    const { tensors } = await open(array('f4', '>', tuple(1), 0x89, floats(1)), floats(0));
    expect(tensors.size).toBe(0);
  });

  test('a shape that does not fit the bytes is refused', async () => {
    await expect(open(array('f4', '<', tuple(3), 0x89, floats(1)), floats(0))).rejects.toMatchObject({
      code: 'FILE_CORRUPT',
    });
  });
});
