import * as z from 'zod';

const tensorRef = z.union([z.string(), z.strictObject({ file: z.string(), tensor: z.string() })]);

/** Where a tensor is: by name in the case's own file, or in a file that cases share. */
export type TensorRef = z.output<typeof tensorRef>;

const tolerance = z.looseObject({ suggested_atol: z.number().nonnegative() });

/** What cases of every kind have; each kind adds fields of its own. */
export const goldenCase = z.looseObject({
  id: z.string(),
  kind: z.string(),
  /** A safetensors file beside `cases.json`. */
  file: z.string().optional(),
  inputs: z.record(z.string(), tensorRef).default({}),
  outputs: z.record(z.string(), tensorRef).default({}),
  tolerance: z.record(z.string(), tolerance).default({}),
});

/** One golden case, with the fields of its kind unchecked. */
export type GoldenCase = z.output<typeof goldenCase>;

/** The content of `cases.json`. Cases are checked one by one, so that a broken one fails alone. */
export const caseList = z.looseObject({ cases: z.array(z.unknown()) });
