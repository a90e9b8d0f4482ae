import type { PngHeader } from './png-header.js';

/** A part of a picture that is stored like a picture of its own: every `stepX`th pixel of every `stepY`th row. */
export interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a row, without the one that names its filter. */
  readonly rowBytes: number;
}

/** Adam7: x, y, step in x, step in y. */
const interlaced = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes that hold pixels, in the order of the file. One without interlacing. */
export function passesOf({ width, height, depth, channels, isInterlaced }: PngHeader): Pass[] {
  return (isInterlaced ? interlaced : ([[0, 0, 1, 1]] as const))
    .map(([x, y, stepX, stepY]) => {
      const columns = Math.ceil((width - x) / stepX);
      const rowBytes = Math.ceil((columns * depth * channels) / 8);
      return { x, y, stepX, stepY, width: columns, height: Math.ceil((height - y) / stepY), rowBytes };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** Bytes that all rows take, each with the name of its filter. */
export function bytesOf(passes: readonly Pass[]): number {
  return passes.reduce((sum, { rowBytes, height }) => sum + (rowBytes + 1) * height, 0);
}
