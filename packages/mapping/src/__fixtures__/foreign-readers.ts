import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForeignReader } from '@langseg/conformance';
import { fuseScene } from '../fuse/fuse-scene.js';
import { readPointMap } from '../formats/read-point-map.js';
import { saveMap } from '../formats/save-map.js';
import { intrinsicsOf } from '../geometry/intrinsics.js';
import { poseOf } from '../geometry/pose.js';
import { openRgbd } from '../rgbd/open-rgbd.js';
import { readDepth } from '../rgbd/read-depth.js';
import { readNumbers } from '../rgbd/read-numbers.js';
import { colorEncoder, depthNpy, depthPng, makeFolder, poseAt, scannetFiles } from './make-scene.js';

const folder = mkdtempSync(join(tmpdir(), 'langseg-mapping-foreign-'));

/** Reads bytes as a file of this ending. */
function asFile(ending: string, read: (path: string) => unknown): (bytes: Uint8Array) => unknown {
  const path = join(folder, `file${ending}`);
  return (bytes) => {
    writeFileSync(path, bytes);
    return read(path);
  };
}

const map = await fuseScene(await openRgbd(await makeFolder(await scannetFiles())), colorEncoder(), { voxelSize: 0.5 });
const [vectors] = await saveMap(folder, { name: 'room', map }, [{ type: 'vectors' }]);

/** The readers of scenes and of point clouds. */
export const foreignReaders: readonly ForeignReader[] = [
  {
    name: 'depth images as PNG',
    samples: [await depthPng(2000, { width: 8, height: 6 })],
    read: asFile('.png', readDepth),
  },
  {
    name: 'depth images as NPY',
    samples: [depthNpy(new Float32Array(12).fill(2), [3, 4]), depthNpy(new Uint16Array(12).fill(9), [1, 3, 4])],
    read: asFile('.npy', readDepth),
  },
  {
    name: 'poses',
    samples: [Buffer.from(poseAt(1, 2).join(' ')), Buffer.from('0.5 0 1e-3 0 0 0 1')],
    read: asFile('.txt', async (path) => poseOf(await readNumbers('read the pose', path), path)),
  },
  {
    name: 'intrinsics',
    samples: [Buffer.from('30 0 15.5\n0 30 11.5\n0 0 1'), Buffer.from('30, 30, 15.5, 11.5')],
    read: asFile('.txt', async (path) => intrinsicsOf(await readNumbers('read the intrinsics', path), path)),
  },
  { name: 'point clouds with vectors', samples: [readFileSync(vectors)], read: asFile('.safetensors', readPointMap) },
];
