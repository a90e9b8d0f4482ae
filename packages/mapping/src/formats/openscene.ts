import { tensor, toBytes, toFloat16 } from '@langseg/core';
import * as z from 'zod';
import type { PointMap } from '../fuse/point-map.js';
import type { Pickled } from '../torch/pickle.js';
import { writeTorch } from '../torch/write-torch.js';
import { defineMapFormat } from './map-format.js';

const pointsAtOnce = 4096;

/**
 * A scene for OpenScene (github.com/pengsongyou/openscene, commit 0f369bc), as its loaders read it: points in `3d/<scene>.pth`, a tuple of
 * NumPy arrays: coordinates in metres, colours from −1 to 1, class 255 for "none" (`dataset/point_loader.py`, line 148;
 * `scripts/preprocess/preprocess_3d_replica.py`); vectors in `features/<scene>_0.pt`, a dict of `feat`, float16 [n, D], and `mask_full`, bool
 * [N], true for points that have one, which all have here (`dataset/feature_loader.py`, lines 96–113; `fusion_util.py`, lines 87–89).
 */
export const openscene = defineMapFormat({
  type: 'openscene',
  description: 'points and fused features that OpenScene loads (PyTorch)',
  configSchema: z.strictObject({
    /** With `scannet`, points are called `<scene>_vh_clean_2.pth`: OpenScene cuts that off where its data set is `scannet_3d`. */
    names: z.enum(['plain', 'scannet']).default('plain'),
  }),
  async write({ name, map }, { names }, { file }) {
    const count = map.weights.length;
    const points = names === 'scannet' ? `${name}_vh_clean_2.pth` : `${name}.pth`;
    await file(`3d/${points}`, (path) => writeTorch(path, pointsOf(map)));
    const features: Pickled = {
      kind: 'dict',
      entries: [
        ['feat', { kind: 'tensor', key: '0', storage: 'HalfStorage', shape: [count, map.dim] }],
        ['mask_full', { kind: 'tensor', key: '1', storage: 'BoolStorage', shape: [count] }],
      ],
    };
    await file(`features/${name}_0.pt`, (path) =>
      writeTorch(path, features, [
        { key: '0', chunks: () => halves(map) },
        { key: '1', chunks: () => [new Uint8Array(count).fill(1)] },
      ]),
    );
  },
});

function pointsOf({ points, colors, weights }: PointMap): Pickled {
  const count = weights.length;
  const coordinates = Float64Array.from(points);
  const shades = Float64Array.from(colors, (value) => value / 127.5 - 1);
  const classes = new Int32Array(count).fill(255);
  return {
    kind: 'tuple',
    items: [
      { kind: 'array', type: 'f8', shape: [count, 3], bytes: toBytes(coordinates) },
      { kind: 'array', type: 'f8', shape: [count, 3], bytes: toBytes(shades) },
      { kind: 'array', type: 'i4', shape: [count], bytes: toBytes(classes) },
    ],
  };
}

function* halves({ vectors, dim }: PointMap): Generator<Uint8Array, void, undefined> {
  for (let first = 0; first < vectors.length; first += pointsAtOnce * dim) {
    const some = vectors.subarray(first, first + pointsAtOnce * dim);
    yield toBytes(toFloat16(tensor('float32', [some.length], some)).data);
  }
}
