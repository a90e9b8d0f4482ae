import { toFloat32, type Tensor, type Weights } from '@langseg/core';
import type { ClipSizes } from '../clip-sizes.js';

/** Rows of numbers. */
type Rows = number[][];

/** CLIP read patch by patch, in plain loops that follow the papers and not the graph. Each row is a patch, from the top left. */
export async function plainClip(weights: Weights, config: ClipSizes, pixels: Tensor<'float32'>): Promise<Rows> {
  const { patchSize, width, depth, heads, trainedSide, embeddingDim, gelu, readout = 'value' } = config;
  const numbers = new Map<string, Float32Array>();
  for (const [name, source] of weights) numbers.set(name, toFloat32(await source.load()).data);
  const of = (name: string) => numbers.get(`visual.${name}`)!;
  const matrix = (name: string, columns: number): Rows => inRows(of(name), columns);

  const [, , height, sideways] = pixels.shape;
  const [h, w] = [height / patchSize, sideways / patchSize];
  const at = (c: number, y: number, x: number) => pixels.data[(c * height + y) * sideways + x];
  const kernels = matrix('conv1.weight', 3 * patchSize * patchSize);
  let x: Rows = [[...of('class_embedding')]];
  for (let i = 0; i < h; i++)
    for (let j = 0; j < w; j++) {
      const patch: number[] = [];
      for (let c = 0; c < 3; c++)
        for (let dy = 0; dy < patchSize; dy++)
          for (let dx = 0; dx < patchSize; dx++) patch.push(at(c, i * patchSize + dy, j * patchSize + dx));
      x.push(kernels.map((kernel) => dot(kernel, patch)));
    }
  const positions = resized(matrix('positional_embedding', width), trainedSide / patchSize, h, w);
  x = x.map((row, t) => row.map((value, c) => value + positions[t][c]));
  const norm = (rows: Rows, name: string) => layerNorm(rows, of(`${name}.weight`), of(`${name}.bias`));
  const linear = (rows: Rows, weight: Rows, bias: ArrayLike<number>): Rows =>
    rows.map((row) => weight.map((out, o) => dot(out, row) + bias[o]));

  x = norm(x, 'ln_pre');
  for (let index = 0; index < depth; index++) {
    const block = `transformer.resblocks.${index}`;
    const inside = linear(norm(x, `${block}.ln_1`), matrix(`${block}.attn.in_proj_weight`, width), of(`${block}.attn.in_proj_bias`));
    const kind = index === depth - 1 ? readout : 'attention';
    const mixed = attended(inside, width, heads, kind);
    const out = linear(mixed, matrix(`${block}.attn.out_proj.weight`, width), of(`${block}.attn.out_proj.bias`));
    x = x.map((row, t) => row.map((value, c) => value + out[t][c]));
    const hidden = linear(
      norm(x, `${block}.ln_2`),
      matrix(`${block}.mlp.c_fc.weight`, width),
      of(`${block}.mlp.c_fc.bias`),
    ).map((row) => row.map(gelu === 'exact' ? exactGelu : quickGelu));
    const mlp = linear(hidden, matrix(`${block}.mlp.c_proj.weight`, config.hidden), of(`${block}.mlp.c_proj.bias`));
    x = x.map((row, t) => row.map((value, c) => value + mlp[t][c]));
  }
  const proj = matrix('proj', embeddingDim);
  return norm(x.slice(1), 'ln_post').map((row) =>
    Array.from({ length: embeddingDim }, (_, d) => row.reduce((sum, value, c) => sum + value * proj[c][d], 0)),
  );
}

function attended(qkv: Rows, width: number, heads: number, kind: string): Rows {
  const size = width / heads;
  const part = (t: number, which: number, head: number) =>
    qkv[t].slice(which * width + head * size, which * width + (head + 1) * size);
  if (kind === 'value') return qkv.map((row) => row.slice(2 * width));
  return qkv.map((_, t) =>
    Array.from({ length: heads }, (_, head) => {
      const weightsBy = (a: number, b: number) =>
        softmax(qkv.map((_, s) => dot(part(t, a, head), part(s, b, head)) / Math.sqrt(size)));
      const byKind: Record<string, () => number[]> = {
        attention: () => weightsBy(0, 1),
        qq: () => weightsBy(0, 0),
        kk: () => weightsBy(1, 1),
        csa: () => weightsBy(0, 0).map((value, s) => value + weightsBy(1, 1)[s]),
      };
      const weights = byKind[kind]();
      return Array.from({ length: size }, (_, c) =>
        weights.reduce((sum, weight, s) => sum + weight * part(s, 2, head)[c], 0),
      );
    }).flat(),
  );
}

/** Positions at another grid as SCLIP makes them: bicubic, by a scale factor of a grid that is a tenth of a patch too large. */
function resized([first, ...square]: Rows, side: number, h: number, w: number): Rows {
  if (h === side && w === side) return [first, ...square];
  const along = (length: number, get: (j: number) => number[], i: number): number[] => {
    const place = ((i + 0.5) * side) / (length + 0.1) - 0.5;
    const base = Math.floor(place);
    const taps = [-1, 0, 1, 2].map((tap) => ({
      weight: cubic(place - (base + tap)),
      row: get(Math.min(Math.max(base + tap, 0), side - 1)),
    }));
    return taps[0].row.map((_, c) => taps.reduce((sum, { weight, row }) => sum + weight * row[c], 0));
  };
  const tall = Array.from({ length: h }, (_, i) =>
    Array.from({ length: side }, (_, j) => along(h, (k) => square[k * side + j], i)),
  );
  return [first, ...tall.flatMap((row) => Array.from({ length: w }, (_, j) => along(w, (k) => row[k], j)))];
}

function cubic(distance: number): number {
  const [x, a] = [Math.abs(distance), -0.75];
  if (x < 1) return (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1;
  return x < 2 ? a * x ** 3 - 5 * a * x ** 2 + 8 * a * x - 4 * a : 0;
}

function layerNorm(rows: Rows, weight: ArrayLike<number>, bias: ArrayLike<number>): Rows {
  return rows.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    return row.map((value, c) => ((value - mean) / Math.sqrt(variance + 1e-5)) * weight[c] + bias[c]);
  });
}

function quickGelu(x: number): number {
  return x / (1 + Math.exp(-1.702 * x));
}

/** x·Φ(x), with the integral of the bell curve summed up in small steps. */
function exactGelu(x: number): number {
  const [from, steps] = [-8, 4000];
  const step = (x - from) / steps;
  let area = 0;
  for (let i = 0; i < steps; i++) area += Math.exp(-((from + (i + 0.5) * step) ** 2) / 2) * step;
  return (x * area) / Math.sqrt(2 * Math.PI);
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function inRows(data: Float32Array, columns: number): Rows {
  return Array.from({ length: data.length / columns }, (_, i) => [...data.slice(i * columns, (i + 1) * columns)]);
}
