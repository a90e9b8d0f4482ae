import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const common = { out: z.string(), inp: z.array(z.string()) };
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
  pad: z.literal('SAME'),
  act: z.enum(['none', 'relu', 'relu6']),
});
/** `BROADCAST_TO` has only its number in the lists. */
const other = z.object({
  ...common,
  op: z.union([z.enum(['ADD', 'AVGPOOL', 'QUANTIZE', 'CONCAT', 'RESIZE', 'ARGMAX']), z.literal(69)]),
});
const list = z.object({ inputs: z.tuple([z.string()]), ops: z.array(z.union([convolution, other])) });

/** A convolution of the list. */
export type ListedConvolution = z.output<typeof convolution>;

/** The operators of a network in the order in which they run. */
export type OperatorList = z.output<typeof list>;

/** Reads the list that belongs to a file of weights. */
export async function readOperatorList(path: string): Promise<OperatorList> {
  return list.parse(JSON.parse(await readFile(path, 'utf8')));
}
