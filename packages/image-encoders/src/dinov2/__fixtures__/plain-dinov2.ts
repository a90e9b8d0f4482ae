import type { Tensor } from '@langseg/core';

type Weights = ReadonlyMap<string, Tensor<'float32'>>;
type Rows = number[][];

interface Sizes {
  readonly patchSize: number;
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly trainedSide: number;
}

/**
 * DINOv2 without registers word by word, from `dinov2/models/vision_transformer.py` of facebookresearch/dinov2: no graph, no
 * shared layers. Patches `[width, rows, columns]` after the final norm.
 */
export function plainDinov2(pixels: Tensor<'float32'>, weights: Weights, sizes: Sizes): number[] {
  const { patchSize, width, depth } = sizes;
  const [, , height, across] = pixels.shape;
  const grid = [height / patchSize, across / patchSize] as const;
  let x: Rows = [[...get(weights, 'cls_token')], ...patches(pixels, weights, sizes)];
  const positions = interpolatePosEncoding(weights, sizes, grid);
  x = x.map((row, i) => row.map((value, c) => value + positions[i][c]));
  for (let index = 0; index < depth; index++) x = block(x, weights, `blocks.${index}`, sizes);
  const rows = layerNorm(x, weights, 'norm').slice(1);
  return Array.from({ length: width }, (_, c) => rows.map((row) => row[c])).flat();
}

function get(weights: Weights, name: string): Float32Array {
  return weights.get(name)!.data;
}

function patches({ data, shape }: Tensor<'float32'>, weights: Weights, { patchSize, width }: Sizes): Rows {
  const [, , height, across] = shape;
  const [kernel, bias] = [get(weights, 'patch_embed.proj.weight'), get(weights, 'patch_embed.proj.bias')];
  const rows: Rows = [];
  for (let top = 0; top < height; top += patchSize)
    for (let left = 0; left < across; left += patchSize)
      rows.push(
        Array.from({ length: width }, (_, out) => {
          let sum = bias[out];
          for (let c = 0; c < 3; c++)
            for (let dy = 0; dy < patchSize; dy++)
              for (let dx = 0; dx < patchSize; dx++)
                sum +=
                  data[(c * height + top + dy) * across + left + dx] *
                  kernel[((out * 3 + c) * patchSize + dy) * patchSize + dx];
          return sum;
        }),
      );
  return rows;
}

/**
 * `interpolate_pos_encoding` with `interpolate_offset` 0.1 and without antialiasing: `F.interpolate(mode="bicubic",
 * scale_factor=((w0 + 0.1) / M, (h0 + 0.1) / M))`, which takes the steps from the factors it was given.
 */
function interpolatePosEncoding(
  weights: Weights,
  { width, trainedSide, patchSize }: Sizes,
  [rows, columns]: readonly [number, number],
): Rows {
  const stored = get(weights, 'pos_embed');
  const side = trainedSide / patchSize;
  const at = (token: number) => [...stored.subarray(token * width, (token + 1) * width)];
  const patch = (y: number, x: number) => at(1 + y * side + x);
  if (rows === side && columns === side)
    return Array.from({ length: 1 + side * side }, (_, token) => at(token));
  const [factorDown, factorAcross] = [(rows + 0.1) / side, (columns + 0.1) / side];
  const result: Rows = [at(0)];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const down = taps((i + 0.5) / factorDown - 0.5, side);
      const aside = taps((j + 0.5) / factorAcross - 0.5, side);
      result.push(
        Array.from({ length: width }, (_, c) =>
          down.reduce(
            (sum, [y, wy]) => sum + wy * aside.reduce((line, [x, wx]) => line + wx * patch(y, x)[c], 0),
            0,
          ),
        ),
      );
    }
  return result;
}

/** Four neighbours of a place with Keys' cubic weights, a = −0.75; beyond the ends the last one counts again. */
function taps(place: number, side: number): [index: number, weight: number][] {
  const first = Math.floor(place);
  const t = place - first;
  const a = -0.75;
  const near = (d: number) => ((a + 2) * d - (a + 3)) * d * d + 1;
  const far = (d: number) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
  const clamp = (index: number) => Math.min(side - 1, Math.max(0, index));
  return [
    [clamp(first - 1), far(t + 1)],
    [clamp(first), near(t)],
    [clamp(first + 1), near(1 - t)],
    [clamp(first + 2), far(2 - t)],
  ];
}

function block(x: Rows, weights: Weights, name: string, sizes: Sizes): Rows {
  const attended = attention(layerNorm(x, weights, `${name}.norm1`), weights, `${name}.attn`, sizes);
  const mixed = add(x, attended, get(weights, `${name}.ls1.gamma`));
  const hidden = linear(layerNorm(mixed, weights, `${name}.norm2`), weights, `${name}.mlp.fc1`).map((row) =>
    row.map(gelu),
  );
  return add(mixed, linear(hidden, weights, `${name}.mlp.fc2`), get(weights, `${name}.ls2.gamma`));
}

function attention(x: Rows, weights: Weights, name: string, { width, heads }: Sizes): Rows {
  const qkv = linear(x, weights, `${name}.qkv`);
  const size = width / heads;
  const mixed = x.map(() => Array<number>(width).fill(0));
  for (let head = 0; head < heads; head++) {
    const part = (which: number) =>
      qkv.map((row) => row.slice(which * width + head * size, which * width + (head + 1) * size));
    const [queries, keys, values] = [part(0), part(1), part(2)];
    queries.forEach((query, i) => {
      const exponentials = keys.map((key) =>
        Math.exp(key.reduce((sum, value, c) => sum + value * query[c], 0) / Math.sqrt(size)),
      );
      const total = exponentials.reduce((sum, value) => sum + value, 0);
      values.forEach((value, j) =>
        value.forEach((number, c) => (mixed[i][head * size + c] += (exponentials[j] / total) * number)),
      );
    });
  }
  return linear(mixed, weights, `${name}.proj`);
}

function linear(x: Rows, weights: Weights, name: string): Rows {
  const [weight, bias] = [get(weights, `${name}.weight`), get(weights, `${name}.bias`)];
  return x.map((row) =>
    Array.from(bias, (start, out) =>
      row.reduce((sum, value, c) => sum + value * weight[out * row.length + c], start),
    ),
  );
}

function layerNorm(x: Rows, weights: Weights, name: string): Rows {
  const [weight, bias] = [get(weights, `${name}.weight`), get(weights, `${name}.bias`)];
  return x.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    return row.map((value, c) => ((value - mean) / Math.sqrt(variance + 1e-6)) * weight[c] + bias[c]);
  });
}

function add(x: Rows, y: Rows, gamma: Float32Array): Rows {
  return x.map((row, i) => row.map((value, c) => value + gamma[c] * y[i][c]));
}

/** x · Φ(x), with erf by its series, which converges for every argument that occurs here. */
function gelu(x: number): number {
  const z = x / Math.SQRT2;
  let term = z;
  let sum = z;
  for (let n = 1; n < 60; n++) {
    term *= (-z * z) / n;
    sum += term / (2 * n + 1);
  }
  return 0.5 * x * (1 + (2 / Math.sqrt(Math.PI)) * sum);
}
