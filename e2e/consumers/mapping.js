import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fuseScene, openRgbd, readPointMap, saveMap } from '@langseg/mapping';
import sharp from 'sharp';

const size = { width: 4, height: 4 };
for (const folder of ['color', 'depth', 'pose']) mkdirSync(`room/${folder}`, { recursive: true });
await sharp({ create: { ...size, channels: 3, background: 'red' } }).toFile('room/color/0.png');
await sharp(new Uint16Array(16).fill(1000), { raw: { ...size, channels: 1 } })
  .toColourspace('grey16')
  .toFile('room/depth/0.png');
writeFileSync('room/pose/0.txt', '1 0 0 0 0 1 0 0 0 0 1 0');
writeFileSync('room/intrinsics.txt', '2 2 1.5 1.5');

/** A network that sees the same everywhere. */
const encoder = {
  encode: async () => ({
    photo: { ...size, data: new Uint8Array(48).fill(200) },
    embeddings: () => ({ rows: 1, columns: 1, vectors: Float32Array.of(0.6, 0.8) }),
    dispose: () => undefined,
  }),
};
const map = await fuseScene(await openRgbd('room'), encoder, { voxelSize: 10 });
assert.equal(map.weights.length, 4);
const formats = ['ply', 'vectors', 'vlmaps', 'openscene'].map((type) => ({ type }));
const files = await saveMap('out', { name: 'room', map }, formats);
assert.equal(files.length, 5);
assert.equal(readFileSync('out/vlmap_cam/vlmaps_cam.h5df').toString('latin1', 1, 4), 'HDF');
assert.equal((await readPointMap('out/room.safetensors')).map.dim, 2);
