import { colorAt, paletteFor, resizePillow, type LabelMap, type RgbImage } from '@langseg/core';
import { resizeMask } from '@langseg/datasets';

/** Longest side of each of the three pictures. */
const longest = 230;
const gap = 8;

/** Where nothing is known. */
const unknownColor: readonly number[] = [235, 235, 235];

/** A photo as it was segmented. */
export interface SegmentedExample {
  readonly photo: RgbImage;
  /** Words in the order of their colours. */
  readonly words: readonly string[];
  /** Index of the right word at every pixel of the photo, −1 where none is known. */
  readonly target: Int32Array;
  /** Index of the word that was found at every pixel. */
  readonly prediction: LabelMap;
}

/** Photo, mask and prediction side by side, on white. */
export function examplePicture({ photo, target, prediction, words }: SegmentedExample): RgbImage {
  const scale = Math.min(1, longest / Math.max(photo.width, photo.height));
  const size = {
    width: Math.max(1, Math.round(photo.width * scale)),
    height: Math.max(1, Math.round(photo.height * scale)),
  };
  const palette = paletteFor(words.length);
  const paint = (labels: ArrayLike<number>): RgbImage => {
    const { width, height } = photo;
    // One more than there are words stands for "unknown", so that all fit a mask.
    const data = Uint16Array.from(labels, (label) => (label < 0 ? words.length : label));
    const small = resizeMask({ width, height, data }, size);
    const colors = new Uint8Array(small.data.length * 3);
    small.data.forEach((label, i) =>
      colors.set(label === words.length ? unknownColor : colorAt(palette, label), 3 * i),
    );
    return { ...size, data: colors };
  };
  return sideBySide([resizePillow(photo, size, 'bilinear'), paint(target), paint(prediction)]);
}

function sideBySide(pictures: readonly RgbImage[]): RgbImage {
  const [{ height }] = pictures;
  const width = pictures.reduce((sum, picture) => sum + picture.width, gap * (pictures.length - 1));
  const data = new Uint8Array(width * height * 3).fill(255);
  let left = 0;
  for (const picture of pictures) {
    for (let y = 0; y < height; y++)
      data.set(
        picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3),
        (y * width + left) * 3,
      );
    left += picture.width + gap;
  }
  return { width, height, data };
}
