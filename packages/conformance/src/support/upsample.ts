import { tensor, type EmbeddingUpsampling, type Tensor } from '@langseg/core';

/**
 * Bilinear upsampling of `[B, D, h, w]` as PyTorch defines it, written without a shortcut so that faster code can be
 * compared with it.
 */
export function upsample(
  values: Tensor<'float32'>,
  { factor, alignCorners }: EmbeddingUpsampling,
): Tensor<'float32'> {
  const [batch, channels, height, width] = values.shape;
  const [tall, wide] = [height * factor, width * factor];
  const result = tensor('float32', [batch, channels, tall, wide]);
  const position = (i: number, from: number, to: number) => {
    const at = alignCorners ? (to > 1 ? (i * (from - 1)) / (to - 1) : 0) : (i + 0.5) / factor - 0.5;
    return Math.min(Math.max(at, 0), from - 1);
  };
  for (let plane = 0; plane < batch * channels; plane++)
    for (let i = 0; i < tall; i++)
      for (let j = 0; j < wide; j++) {
        const [y, x] = [position(i, height, tall), position(j, width, wide)];
        const [top, left] = [Math.floor(y), Math.floor(x)];
        const at = (row: number, column: number) =>
          values.data[(plane * height + Math.min(row, height - 1)) * width + Math.min(column, width - 1)];
        const [down, right] = [y - top, x - left];
        result.data[(plane * tall + i) * wide + j] =
          (1 - down) * ((1 - right) * at(top, left) + right * at(top, left + 1)) +
          down * ((1 - right) * at(top + 1, left) + right * at(top + 1, left + 1));
      }
  return result;
}

/** L2 norms over the channels of `[B, D, h, w]`: `[B, h, w]`. */
export function channelNorms({
  shape: [batch, channels, height, width],
  data,
}: Tensor<'float32'>): Tensor<'float32'> {
  const area = height * width;
  const norms = tensor('float32', [batch, height, width]);
  for (let i = 0; i < norms.data.length; i++) {
    const begin = Math.floor(i / area) * channels * area + (i % area);
    let squares = 0;
    for (let c = 0; c < channels; c++) squares += data[begin + c * area] ** 2;
    norms.data[i] = Math.sqrt(squares);
  }
  return norms;
}
