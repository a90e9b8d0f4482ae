import { castSource, deriveSource, LangSegError, type TensorSource, type Weights } from '@langseg/core';

/** dino.txt's names inside of a block, as CLIP calls them. */
const blockNames: readonly (readonly [theirs: string, ours: string])[] = [
  ['attention_norm.', 'ln_1.'],
  ['attention.qkv.weight', 'attn.in_proj_weight'],
  ['attention.qkv.bias', 'attn.in_proj_bias'],
  ['attention.proj.', 'attn.out_proj.'],
  ['ffn_norm.', 'ln_2.'],
  ['feed_forward.fc1.', 'mlp.c_fc.'],
  ['feed_forward.fc2.', 'mlp.c_proj.'],
];

const projection = 'head.linear_projection.weight';

/**
 * The weights of dino.txt's text transformer under CLIP's names. Of the projection, the second half of the outputs is kept, which
 * belongs to patches; the first belongs to the class token.
 *
 * @param part `all` keeps both halves.
 * @throws LangSegError `WEIGHTS_MISMATCH` without the projection, or when its outputs have no two halves.
 */
export function dinotxtTextWeights(weights: Weights, part: 'patches' | 'all' = 'patches'): Weights {
  const source = weights.get(projection);
  if (source?.shape.length !== 2 || source.shape[0] % 2 !== 0)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `dino.txt's text transformer should have a "${projection}" with an even number of outputs; ` +
        `${source ? `this one is [${source.shape.join(', ')}]` : 'there is none'}.`,
      { weights: [projection] },
    );
  const renamed = new Map<string, TensorSource>();
  for (const [name, tensor] of weights) {
    const [, index, rest] = /^backbone\.blocks\.(\d+)\.(.+)$/.exec(name) ?? [];
    const known = blockNames.find(([theirs]) => rest?.startsWith(theirs));
    if (known)
      renamed.set(`transformer.resblocks.${index}.${known[1]}${rest.slice(known[0].length)}`, tensor);
    else if (name === projection) renamed.set('text_projection', projectionOf(tensor, part));
    else renamed.set(name.replace(/^backbone\./, ''), tensor);
  }
  return renamed;
}

/** `[outputs, width]` → `[width, outputs]`, of all or of the second half of the outputs. */
function projectionOf(source: TensorSource, part: 'patches' | 'all'): TensorSource<'float32'> {
  const [outputs, width] = source.shape;
  const first = part === 'patches' ? outputs / 2 : 0;
  const count = outputs - first;
  return deriveSource('float32', [width, count], [castSource(source, 'float32')], ({ data }) =>
    Float32Array.from({ length: width * count }, (_, i) =>
      Number(data[(first + (i % count)) * width + Math.floor(i / count)]),
    ),
  );
}
