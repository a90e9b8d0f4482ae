import { linear, type GraphBuilder, type Parameters, type Value } from '@langseg/onnx-graph';

/** What happens to the class token when tokens become a map (DPT, Ranftl et al. 2021, section 3). */
export type Readout = 'ignore' | 'add' | 'project';

const everything = 2 ** 31 - 1;

/**
 * Merges the class token into the patch tokens: dropped, added to each, or concatenated to each and projected back
 * with a GELU.
 *
 * @param tokens `[B, 1 + L, width]`.
 * @param parameters of the readout; read for `project` only (`project.0.weight` `[width, 2·width]`).
 * @returns `[B, L, width]`.
 */
export function applyReadout(
  g: GraphBuilder,
  tokens: Value,
  parameters: Parameters,
  readout: Readout,
  width: number,
): Value {
  const patches = g.op('Slice', [tokens, g.ints(1), g.ints(everything), g.ints(1)]);
  if (readout === 'ignore') return patches;
  const classToken = g.op('Slice', [tokens, g.ints(0), g.ints(1), g.ints(1)]);
  if (readout === 'add') return g.op('Add', [patches, classToken]);

  const shape = g.op('Shape', [patches]);
  const repeated = g.op('Expand', [classToken, shape]);
  const pairs = g.op('Reshape', [g.op('Concat', [patches, repeated], { axis: 2 }), g.ints(-1, 2 * width)]);
  const projected = g.op('Gelu', [linear(g, pairs, parameters.scope('project.0'))]);
  return g.op('Reshape', [projected, shape]);
}
