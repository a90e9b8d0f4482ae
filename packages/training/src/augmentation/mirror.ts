import type { Sample } from '@langseg/datasets';

/** Swaps left and right of photo and mask. */
export function mirror({ image, mask }: Sample): Sample {
  const { width, height } = image;
  const rgb = new Uint8Array(image.data.length);
  const values = mask.data.slice();
  for (let y = 0; y < height; y++) {
    const row = y * width;
    values.subarray(row, row + width).reverse();
    for (let x = 0; x < width; x++) {
      const [from, to] = [(row + x) * 3, (row + width - 1 - x) * 3];
      rgb[to] = image.data[from];
      rgb[to + 1] = image.data[from + 1];
      rgb[to + 2] = image.data[from + 2];
    }
  }
  return { image: { width, height, data: rgb }, mask: { width, height, data: values } };
}
