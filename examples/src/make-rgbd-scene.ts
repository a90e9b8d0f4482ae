import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const [width, height, focal] = [320, 240, 280];
const [floor, wall] = [1.2, 5];

/**
 * Writes photos with depth and poses, as ScanNet keeps them: a photo is thrown onto a floor and a wall, and looked at from other places.
 * No camera was ever there; it serves to try what takes such scenes.
 */
export async function makeRgbdScene(photo: string, folder: string): Promise<void> {
  const { data, info } = await sharp(photo).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  for (const kind of ['color', 'depth', 'pose']) await mkdir(join(folder, kind), { recursive: true });
  const cameras = [
    [0, 0, 0],
    [-0.5, 0, 0.2],
    [0.5, 0, 0.2],
    [0, -0.2, 0.6],
  ];
  for (const [frame, [right, down, ahead]] of cameras.entries()) {
    const color = Buffer.alloc(3 * width * height);
    const depth = new Uint16Array(width * height);
    for (let i = 0; i < depth.length; i++) {
      const [x, y] = [
        ((i % width) - (width - 1) / 2) / focal,
        (Math.floor(i / width) - (height - 1) / 2) / focal,
      ];
      const z = Math.min(wall - ahead, y > 0 ? (floor - down) / y : Infinity);
      // Where the point appears in the photo, which was taken from the origin.
      const [worldX, worldY, worldZ] = [x * z + right, y * z + down, z + ahead];
      const column = Math.floor((((worldX / worldZ) * focal) / width + 0.5) * info.width);
      const row = Math.floor((((worldY / worldZ) * focal) / height + 0.5) * info.height);
      if (column < 0 || row < 0 || column >= info.width || row >= info.height) continue;
      const at = 3 * (row * info.width + column);
      color.set(data.subarray(at, at + 3), 3 * i);
      depth[i] = Math.round(1000 * z);
    }
    const image = sharp(color, { raw: { width, height, channels: 3 } });
    await image.jpeg({ quality: 92 }).toFile(join(folder, `color/${frame}.jpg`));
    const values = sharp(depth, { raw: { width, height, channels: 1 } });
    await values
      .toColourspace('grey16')
      .png()
      .toFile(join(folder, `depth/${frame}.png`));
    const pose = [
      [1, 0, 0, right],
      [0, 1, 0, down],
      [0, 0, 1, ahead],
      [0, 0, 0, 1],
    ];
    await writeFile(join(folder, `pose/${frame}.txt`), pose.map((line) => line.join(' ')).join('\n'));
  }
  const camera = [
    [focal, 0, (width - 1) / 2],
    [0, focal, (height - 1) / 2],
    [0, 0, 1],
  ];
  await writeFile(join(folder, 'intrinsics.txt'), camera.map((line) => line.join(' ')).join('\n'));
}
