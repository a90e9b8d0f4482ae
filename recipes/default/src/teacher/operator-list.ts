import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const pair = z.tuple([z.number(), z.number()]);
const common = {
  out: z.string(),
  inp: z.array(z.string()),
  /** Of the output in the original, `[B, C, H, W]`, or in older lists `[B, H, W, C]`. */
  shape: z.array(z.number()),
  /** What the output can be; integers can't say more. */
  out_range: pair.nullish(),
};
const pad = z.enum(['SAME', 'VALID']);
const act = z.enum(['none', 'relu', 'relu6']);

const convolution = z.object({
  ...common,
  op: z.enum(['CONV', 'DWCONV']),
  /** Of its weights, without `.weight`. */
  name: z.string(),
  /** `[O, I, k, k]`. */
  w: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  stride: z.number(),
  dilation: z.number(),
  groups: z.number(),
  pad,
  act,
});
const pooling = z.object({
  ...common,
  op: z.literal('AVGPOOL'),
  /** Height and width. Older lists, which pool everything, have none. */
  kernel: pair.optional(),
  stride: pair.optional(),
  pad: pad.optional(),
});
const resize = z.object({
  ...common,
  op: z.literal('RESIZE'),
  align_corners: z.boolean().optional(),
  half_pixel_centers: z.boolean().optional(),
});
const elementwise = z.object({
  ...common,
  op: z.enum(['ADD', 'MUL']),
  act: act.default('none'),
  /** Name of the second operand, a number for each channel, where it is no value. */
  constant: z.string().optional(),
});
const split = z.object({
  ...common,
  op: z.literal('SPLIT'),
  out: z.array(z.string()),
  axis: z.literal('channels'),
});
/** `BROADCAST_TO` has only its number in the lists. */
const other = z.object({
  ...common,
  op: z.union([z.enum(['QUANTIZE', 'CONCAT', 'ARGMAX']), z.literal(69)]),
});

const operator = z.union([convolution, pooling, resize, elementwise, split, other]);
const list = z.object({
  /** How a photo becomes the input: `x/127.5-1 (RGB)…` or `(x-128)*0.0078 (RGB…`. */
  input: z.string(),
  inputs: z.tuple([z.string()]),
  ops: z.array(operator).min(1),
});

/** A convolution of the list. */
export type ListedConvolution = z.output<typeof convolution>;

/** An operator of the list. */
export type ListedOperator = z.output<typeof operator>;

/** The operators of a network in the order in which they run. */
export type OperatorList = z.output<typeof list>;

/** Reads the list that belongs to a file of weights. */
export async function readOperatorList(path: string): Promise<OperatorList> {
  return parseOperatorList(JSON.parse(await readFile(path, 'utf8')));
}

/** The list in the JSON that belongs to a file of weights. */
export function parseOperatorList(json: unknown): OperatorList {
  return list.parse(json);
}

/** Mean and standard deviation, of values from 0 to 1, that bring a photo to the range of the list's input. */
export function inputRange({ input }: Pick<OperatorList, 'input'>): {
  readonly mean: number;
  readonly std: number;
} {
  const [, offset, scale] = /^\(x-(\d+)\)\*([\d.]+) /.exec(input) ?? [];
  if (offset) return { mean: Number(offset) / 255, std: 1 / (255 * Number(scale)) };
  if (input.startsWith('x/127.5-1 ')) return { mean: 0.5, std: 0.5 };
  throw new Error(`An input of 0 to 255 should be shifted and scaled, got "${input}".`);
}
