import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createImageReader } from '@langseg/adapter-node';
import type { EncodedFrame, FrameEncoder } from '../fuse/fuse-scene.js';

/** Of all cameras here, for pictures of 32 × 24 pixels. */
export const camera = { fx: 30, fy: 30, cx: 15.5, cy: 11.5 };
export const size = { width: 32, height: 24 };

/** Where the wall stands that every camera looks at. */
export const wall = 2;

/** A camera at a place, looking ahead. */
export function poseAt(x: number, y: number, z = 0): number[] {
  return [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1];
}

/** What a camera at x sees of the wall: red left of the world's middle, blue right of it. */
export function photoAt(x: number, { width, height } = size): Promise<Buffer> {
  const scale = width / size.width;
  const data = Buffer.alloc(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const right = ((i % width) + 0.5) / scale - 0.5 - camera.cx;
    data[3 * i + ((right * wall) / camera.fx + x < 0 ? 0 : 2)] = 255;
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** A depth image of the wall in whole numbers. */
export function depthPng(value: number, { width, height } = size): Promise<Buffer> {
  const data = new Uint16Array(width * height).fill(value);
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
}

/** A depth image as NumPy writes it. */
export function depthNpy(data: Float32Array | Float64Array | Uint16Array, shape: readonly number[]): Buffer {
  const type = { Float32Array: '<f4', Float64Array: '<f8', Uint16Array: '<u2' }[data.constructor.name];
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = header.padEnd(64 * Math.ceil((header.length + 11) / 64) - 11) + '\n';
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length & 255, padded.length >> 8]);
  return Buffer.concat([start, Buffer.from(padded), Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

/** Writes files into a folder of their own. */
export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'langseg-mapping-')), 'room');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Two frames of the wall as ScanNet keeps them. */
export async function scannetFiles(): Promise<Record<string, string | Uint8Array>> {
  const depth = await depthPng(1000 * wall);
  return {
    'color/0.png': await photoAt(0),
    'color/10.png': await photoAt(0.5),
    'depth/0.png': depth,
    'depth/10.png': depth,
    'pose/0.txt': poseAt(0, 0).join(' '),
    'pose/10.txt': poseAt(0.5, 0).join('\n'),
    'intrinsic/intrinsic_depth.txt': `30 0 15.5 0\n0 30 11.5 0\n0 0 1 0\n0 0 0 1\n`,
  };
}

/** A network whose vectors are colours; it counts the photos that it holds at once. */
export function colorEncoder(): FrameEncoder & { held: number; most: number } {
  const reader = createImageReader();
  return {
    held: 0,
    most: 0,
    async encode(path): Promise<EncodedFrame> {
      const photo = await reader.read(path);
      this.most = Math.max(this.most, ++this.held);
      const { width, height, data } = photo;
      return {
        photo,
        embeddings: () => ({ rows: height, columns: width, vectors: Float32Array.from(data, (value) => value / 255) }),
        dispose: () => void this.held--,
      };
    },
  };
}
